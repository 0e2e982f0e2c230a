import type { SpanNode } from '@cortex/trace-testing/trace';

/** The span and all spans below it, parents first. Not recursive, because a trace may be a chain of any length. */
export function* withAllBelow(root: SpanNode): Generator<SpanNode> {
  const waiting = [root];
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    yield span;
    for (let index = span.children.length - 1; index >= 0; index -= 1) waiting.push(span.children[index] as SpanNode);
  }
}

/** Computes something once for each list of spans, however often it is asked for. */
export function onceForSpans<Found>(
  find: (spans: readonly SpanNode[]) => Found,
): (spans: readonly SpanNode[]) => Found {
  const known = new WeakMap<readonly SpanNode[], { found: Found }>();
  return (spans) => {
    const before = known.get(spans);
    if (before !== undefined) return before.found;
    const found = find(spans);
    known.set(spans, { found });
    return found;
  };
}

/** The parent of each span whose parent is in the trace. */
export const parentsIn = onceForSpans((spans): ReadonlyMap<SpanNode, SpanNode> => {
  const parents = new Map<SpanNode, SpanNode>();
  for (const parent of spans) for (const child of parent.children) parents.set(child, parent);
  return parents;
});

/** The root above each span; a root's own root is itself. */
export const topsIn = onceForSpans((spans): ReadonlyMap<SpanNode, SpanNode> => {
  const parents = parentsIn(spans);
  const tops = new Map<SpanNode, SpanNode>();
  for (const root of spans.filter((span) => !parents.has(span)))
    for (const span of withAllBelow(root)) tops.set(span, root);
  return tops;
});
