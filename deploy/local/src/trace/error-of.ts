import { printable } from '@cortex/console/model';
import { ATTR_ERROR_TYPE, ATTR_EXCEPTION_MESSAGE } from '@cortex/signals/contract';
import type { TraceSpan } from '@cortex/trace-testing';

/** Says why a span failed, in its own words as far as it has any; undefined if it did not fail. */
export function errorOf(span: TraceSpan): string | undefined {
  if (span.status !== 'ERROR') return undefined;
  const cause = span.statusMessage || exceptionOf(span);
  const words = [span.attributes[ATTR_ERROR_TYPE], cause].filter(Boolean).map((word) => printable(String(word)));
  return words.length > 0 ? words.join(': ') : 'error';
}

/** The message of the last exception that the span recorded. */
function exceptionOf({ events }: TraceSpan): unknown {
  return events.findLast(({ name }) => name === 'exception')?.attributes[ATTR_EXCEPTION_MESSAGE];
}
