import type { SpanNode, Trace } from '@cortex/trace-testing';

/** The children of a span that are drawn, in the order of their start, and the number of those that are not. */
export interface ShownChildren {
  shown: SpanNode[];
  hidden: number;
}

export type ShownChildrenOf = (span: SpanNode) => ShownChildren;

/** Chooses which of too many siblings are drawn: those with an error in or below them first, then the longest. */
export function shownChildrenIn(trace: Trace, most: number): ShownChildrenOf {
  const failing = withFailuresBelow(trace);
  const weight = (span: SpanNode) => (failing.has(span) ? Number.POSITIVE_INFINITY : span.durationMicroseconds);
  return ({ children }) => {
    if (children.length <= most) return { shown: children, hidden: 0 };
    const chosen = new Set(children.toSorted((a, b) => compare(weight(b), weight(a))).slice(0, most));
    return { shown: children.filter((child) => chosen.has(child)), hidden: children.length - most };
  };
}

/** Not a difference, which would be NaN for two infinities. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** The spans that failed and all spans above them. */
function withFailuresBelow({ spans }: Trace): Set<SpanNode> {
  const parents = new Map(spans.flatMap((span) => span.children.map((child) => [child, span] as const)));
  const failing = new Set<SpanNode>();
  for (const span of spans) {
    if (span.status !== 'ERROR') continue;
    for (let at: SpanNode | undefined = span; at !== undefined && !failing.has(at); at = parents.get(at))
      failing.add(at);
  }
  return failing;
}
