import { ATTR_PYROSCOPE_PROFILE_ID } from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { parentsIn, withAllBelow } from '../spans/walk.ts';

/** The spans under which the work of a span is found in the profile store. */
export interface ProfiledSpans {
  spanIds: string[];
  /** The span whose profile it is: the one asked for, or the first of its request in the same process, of which it is a part. */
  owner: SpanNode;
}

/** A profile belongs to the first span of a request in a process, which says so by an attribute. */
export function profiledSpans(trace: Trace, span: SpanNode): ProfiledSpans {
  const below = [...withAllBelow(span)].filter(({ service }) => service === span.service);
  const roots = below.filter(isProfiled);
  if (roots.length > 0) return { spanIds: idsOf(roots), owner: span };
  const owner = firstAbove(trace, span);
  return owner === undefined ? { spanIds: idsOf(below), owner: span } : { spanIds: [owner.spanId], owner };
}

const isProfiled = ({ attributes }: SpanNode): boolean => attributes[ATTR_PYROSCOPE_PROFILE_ID] !== undefined;

const idsOf = (spans: SpanNode[]): string[] => spans.map(({ spanId }) => spanId);

/** Up by parents; a message that brought its context along is linked to the request that carried it. */
function firstAbove(trace: Trace, span: SpanNode): SpanNode | undefined {
  const parents = parentsIn(trace.spans);
  const byId = new Map(trace.spans.map((one) => [one.spanId, one]));
  const seen = new Set<SpanNode>();
  const waiting = [span];
  // Grows while it is walked.
  for (const one of waiting) {
    if (seen.has(one) || one.service !== span.service) continue;
    if (isProfiled(one)) return one;
    seen.add(one);
    for (const next of [parents.get(one), ...one.links.map(({ spanId }) => byId.get(spanId))]) {
      if (next !== undefined) waiting.push(next);
    }
  }
  return undefined;
}
