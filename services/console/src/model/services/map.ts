/** The calls from one service to another. */
export interface MapEdge {
  from: string;
  to: string;
  /** What is called: a service that sends spans, a database, or something without spans. */
  kind: 'service' | 'database' | 'outside';
  /** The number of calls in the time range. An MCP call over HTTP counts once. */
  calls: number;
  /** MCP requests among them; also 0 if the client's name differs from its service's. */
  mcpCalls: number;
  /** Undefined if the edge comes from Jaeger. */
  failures: number | undefined;
  p95Milliseconds: number | undefined;
}

/** The service graph connector's name for a caller without spans. */
export const UNSEEN_CALLER = 'user';

/** A service, a database, or something without spans. */
export interface MapNode {
  name: string;
  kind: MapEdge['kind'] | 'caller';
  /** The calls that reached it or, if there are none, its own calls. */
  calls: number;
  failures: number;
}

/** All callers and callees, the busiest first. */
export function nodesOf(edges: readonly MapEdge[]): MapNode[] {
  const nodes = new Map<string, MapNode>();
  for (const { to, kind, calls, failures = 0 } of edges) {
    const node = nodes.get(to) ?? { name: to, kind, calls: 0, failures: 0 };
    node.calls += calls;
    node.failures += failures;
    nodes.set(to, node);
  }
  for (const { from, calls } of edges) {
    if (nodes.get(from)?.kind === 'service') continue;
    const node = nodes.get(from) ?? {
      name: from,
      kind: from === UNSEEN_CALLER ? 'caller' : 'service',
      calls: 0,
      failures: 0,
    };
    // Nothing calls it, so its own calls show how busy it is.
    nodes.set(from, { ...node, calls: node.calls + calls });
  }
  return [...nodes.values()].sort((a, b) => b.calls - a.calls);
}
