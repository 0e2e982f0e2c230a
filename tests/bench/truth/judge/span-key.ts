import { ATTR_DB_SYSTEM_NAME } from '@cortex/signals/contract';
import type { TraceSpan } from '@cortex/trace-testing';

/** The key of a span: `<service> <kind> <name>`, or `<service> statement`. */
export function keyOf({ service, kind, name, attributes }: TraceSpan): string {
  if (ATTR_DB_SYSTEM_NAME in attributes) return `${service} statement`;
  return `${service} ${kind.toLowerCase()} ${name}`;
}
