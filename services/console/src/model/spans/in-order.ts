import type { SpanNode, Trace } from '@cortex/trace-testing/trace';

/** A span in the reading order of the tree, with its depth. */
export interface PlacedSpan {
  span: SpanNode;
  depth: number;
}

/** The spans depth first, children sorted by start. */
export function inOrder({ roots }: Trace): PlacedSpan[] {
  const waiting = roots.map((span) => ({ span, depth: 0 })).reverse();
  const placed: PlacedSpan[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    placed.push(next);
    const { span, depth } = next;
    for (const child of span.children.toReversed()) waiting.push({ span: child, depth: depth + 1 });
  }
  return placed;
}
