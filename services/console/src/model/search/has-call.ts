import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { DB_NAMESPACE, DB_SYSTEM, DB_SYSTEM_BEFORE, PEER_SERVICE, SERVER_ADDRESS } from '../spans/attributes.ts';
import { parentsIn } from '../spans/walk.ts';

/** What the service graph of a Collector, and people, call something that sends no spans. */
const NAMES = [PEER_SERVICE, DB_NAMESPACE, DB_SYSTEM, DB_SYSTEM_BEFORE, SERVER_ADDRESS];

export interface Call {
  /** Any service when left out. */
  from?: string | undefined;
  /** A service, or a database or host as the caller's span names it. */
  to: string;
}

/** Whether one calls the other in this trace. */
export function hasCall({ spans }: Trace, { from, to }: Call): boolean {
  const parents = parentsIn(spans);
  const isCaller = (span: SpanNode | undefined) =>
    span !== undefined && span.service !== to && (from === undefined || span.service === from);
  const isCallOf = (span: SpanNode) =>
    span.kind === 'CLIENT' && isCaller(span) && NAMES.some((name) => span.attributes[name] === to);
  return spans.some((span) => (span.service === to ? isCaller(parents.get(span)) : isCallOf(span)));
}
