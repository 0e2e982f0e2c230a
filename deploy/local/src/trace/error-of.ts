import type { TraceSpan } from '@cortex/telemetry/testing';
import { printable } from './text.ts';

/** Says what was wrong with a span, as well as it does itself; undefined when nothing was. */
export function errorOf({ status, statusMessage, attributes }: TraceSpan): string | undefined {
  if (status !== 'ERROR') return undefined;
  const words = [attributes['error.type'], statusMessage].filter(Boolean).map((word) => printable(String(word)));
  return words.length > 0 ? words.join(': ') : 'error';
}
