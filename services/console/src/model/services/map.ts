/** The calls from one service to another. */
export interface MapEdge {
  from: string;
  to: string;
  /** What is called: a service that sends spans, a database, or something that nobody saw answer. */
  kind: 'service' | 'database' | 'outside';
  /** The number of calls in the time range. An MCP call over HTTP counts once. */
  calls: number;
  /** MCP requests among them; 0 also where the client does not call itself as its service is called. */
  mcpCalls: number;
  /** Undefined where only Jaeger knows. */
  failures: number | undefined;
  p95Milliseconds: number | undefined;
}

/** What the connector for service graphs calls a caller that nobody saw. */
export const UNSEEN_CALLER = 'user';

/** A service, a database, or what nobody saw answer. */
export interface MapNode {
  name: string;
  kind: MapEdge['kind'] | 'caller';
  /** Calls that reached it; where only calls of its own are known, those. */
  calls: number;
  failures: number;
}

/** What calls or is called, the busiest first. */
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
    // It is called by nobody: its own calls show how busy it is.
    nodes.set(from, { ...node, calls: node.calls + calls });
  }
  return [...nodes.values()].sort((a, b) => b.calls - a.calls);
}
