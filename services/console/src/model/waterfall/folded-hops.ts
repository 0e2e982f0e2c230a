import type { SpanNode } from '@cortex/trace-testing/trace';
import type { McpHop } from '../mcp-calls/hops.ts';

/** The spans that one row represents; the first one is the row's own. */
export interface FoldedHop {
  hop: McpHop;
  spans: SpanNode[];
}

export interface FoldedHops {
  /** Hops by their first span: the client's of the first attempt or, without a client, the server's. */
  byFirst: ReadonlyMap<SpanNode, FoldedHop>;
  /** The folded call of each of its other spans. */
  within: ReadonlyMap<SpanNode, FoldedHop>;
}

/** Folds MCP calls: both sides of each attempt and the HTTP spans between them. Other spans below stay visible. */
export function foldedHops(hops: readonly McpHop[], parents: ReadonlyMap<SpanNode, SpanNode>): FoldedHops {
  const byFirst = new Map<SpanNode, FoldedHop>();
  const within = new Map<SpanNode, FoldedHop>();
  for (const hop of hops) {
    const spans = hop.attempts.flatMap(({ client, server }) => chain(client, server, parents));
    const [first, ...others] = spans;
    if (first === undefined) continue;
    const folded = { hop, spans };
    byFirst.set(first, folded);
    for (const span of others) within.set(span, folded);
  }
  return { byFirst, within };
}

/** The spans from the client down to the server. */
function chain(client: SpanNode | undefined, server: SpanNode | undefined, parents: ReadonlyMap<SpanNode, SpanNode>) {
  const spans: SpanNode[] = [];
  for (let at = server; at !== undefined && at !== client; at = parents.get(at)) {
    spans.push(at);
    if (client === undefined) break;
  }
  if (client !== undefined) spans.push(client);
  return spans.reverse();
}
