import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { DB_NAMESPACE, DB_SYSTEM, DB_SYSTEM_BEFORE, PEER_SERVICE, SERVER_ADDRESS } from '../spans/attributes.ts';
import { parentsIn } from '../spans/walk.ts';

/** Attributes whose values the Collector's service graph, and people, use as names of things without spans. */
const NAMES = [PEER_SERVICE, DB_NAMESPACE, DB_SYSTEM, DB_SYSTEM_BEFORE, SERVER_ADDRESS];

export interface Call {
  /** Default: any service. */
  from?: string | undefined;
  /** A service, or a database or host by its name in the caller's span. */
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
