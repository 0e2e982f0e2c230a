import { ATTR_PYROSCOPE_PROFILE_ID } from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { parentsIn, withAllBelow } from '../spans/walk.ts';

/** The spans by which the profile store finds the work of a span. */
export interface ProfiledSpans {
  spanIds: string[];
  /** The span that owns the profile: the requested one, or the first span of its request in the same process. */
  owner: SpanNode;
}

/** The profile belongs to the first span of a request in a process, which an attribute marks. */
export function profiledSpans(trace: Trace, span: SpanNode): ProfiledSpans {
  const below = [...withAllBelow(span)].filter(({ service }) => service === span.service);
  const roots = below.filter(isProfiled);
  if (roots.length > 0) return { spanIds: idsOf(roots), owner: span };
  const owner = firstAbove(trace, span);
  return owner === undefined ? { spanIds: idsOf(below), owner: span } : { spanIds: [owner.spanId], owner };
}

const isProfiled = ({ attributes }: SpanNode): boolean => attributes[ATTR_PYROSCOPE_PROFILE_ID] !== undefined;

const idsOf = (spans: SpanNode[]): string[] => spans.map(({ spanId }) => spanId);

/** Follows parents upwards. A message that brought its own context is linked to the request that carried it. */
function firstAbove(trace: Trace, span: SpanNode): SpanNode | undefined {
  const parents = parentsIn(trace.spans);
  const byId = new Map(trace.spans.map((one) => [one.spanId, one]));
  const seen = new Set<SpanNode>();
  const waiting = [span];
  // The list grows during the loop.
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
