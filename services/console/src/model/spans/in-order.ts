import type { SpanNode, Trace } from '@cortex/trace-testing/trace';

/** A span in the order in which a tree is read, and how deep it stands. */
export interface PlacedSpan {
  span: SpanNode;
  depth: number;
}

/** Depth first, children in the order of their start. */
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
