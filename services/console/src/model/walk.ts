import type { SpanNode } from '@cortex/trace-testing/trace';

/** The span and all below it, parents first. Without recursion: a trace may be a chain of any length. */
export function* withAllBelow(root: SpanNode): Generator<SpanNode> {
  const waiting = [root];
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    yield span;
    for (let index = span.children.length - 1; index >= 0; index -= 1) waiting.push(span.children[index] as SpanNode);
  }
}

const known = new WeakMap<readonly SpanNode[], ReadonlyMap<SpanNode, SpanNode>>();

/** The parent of each span that has one in the trace. Reckoned once for the spans of a trace: many ask. */
export function parentsIn(spans: readonly SpanNode[]): ReadonlyMap<SpanNode, SpanNode> {
  const before = known.get(spans);
  if (before !== undefined) return before;
  const parents = new Map<SpanNode, SpanNode>();
  for (const parent of spans) for (const child of parent.children) parents.set(child, parent);
  known.set(spans, parents);
  return parents;
}
