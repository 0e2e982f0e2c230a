import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { mcpHops } from '../mcp-calls/hops.ts';
import { DB_SYSTEM, DB_SYSTEM_BEFORE, MCP_METHOD, SERVER_ADDRESS } from '../spans/attributes.ts';
import { isFailed } from '../spans/failed.ts';
import { selfTimesIn } from '../spans/times.ts';
import { parentsIn, withAllBelow } from '../spans/walk.ts';

/** A service of a trace, or something without spans that it called: a database, another host. */
export interface GraphNode {
  id: string;
  name: string;
  kind: 'service' | 'database' | 'host' | 'rest';
  spans: number;
  failures: number;
  selfMilliseconds: number;
}

/** All calls of one node by another. */
export interface GraphEdge {
  from: string;
  to: string;
  calls: number;
  failures: number;
  /** The sum of the durations that the callers measured. */
  milliseconds: number;
  /** MCP calls among them; repeated attempts count once. */
  mcpCalls: number;
  /** Their tools and other methods. */
  tools: string[];
}

export interface TraceGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** A larger graph can neither be laid out quickly nor be read. */
const MOST_NODES = 60;
const REST = 'rest';

interface Call {
  from: string;
  to: GraphNode;
  microseconds: number;
  failed: boolean;
  /** The tool of an MCP call. */
  tool?: string | undefined;
}

/** The graph of calls in a trace. Nodes beyond the limit, those with the least time, are merged into one. */
export function traceGraph(trace: Trace, mostNodes = MOST_NODES): TraceGraph {
  const services = servicesOf(trace);
  const calls = callsOf(trace, services);
  const outside = new Map<string, GraphNode>();
  for (const { to, microseconds, failed } of calls) {
    if (to.kind === 'service') continue;
    const node = outside.get(to.id) ?? to;
    node.spans += 1;
    node.failures += Number(failed);
    node.selfMilliseconds += microseconds / 1000;
    outside.set(to.id, node);
  }
  return bounded([...services.values(), ...outside.values()], calls, mostNodes);
}

function servicesOf({ spans }: Trace): Map<string, GraphNode> {
  const selfTime = selfTimesIn(spans);
  const nodes = new Map<string, GraphNode>();
  for (const span of spans) {
    const node = nodes.get(span.service) ?? nodeOf('service', span.service);
    node.spans += 1;
    node.failures += Number(isFailed(span));
    node.selfMilliseconds += selfTime(span) / 1000;
    nodes.set(span.service, node);
  }
  return nodes;
}

function nodeOf(kind: GraphNode['kind'], name: string): GraphNode {
  return { id: `${kind} ${name}`, name, kind, spans: 0, failures: 0, selfMilliseconds: 0 };
}

/** All calls. An MCP call counts once: the HTTP requests that carry it are its transport. */
function callsOf(trace: Trace, services: ReadonlyMap<string, GraphNode>): Call[] {
  const parents = parentsIn(trace.spans);
  const carried = new Set<SpanNode>();
  const calls: Call[] = [];
  for (const { from, to, tool, method, durationMicroseconds, attempts } of mcpHops(trace)) {
    const node = to === undefined ? undefined : services.get(to);
    if (from === undefined || node === undefined) continue;
    for (const { client } of attempts) if (client !== undefined) carried.add(client);
    const last = attempts.at(-1)?.client;
    calls.push({
      from: nodeOf('service', from).id,
      to: node,
      microseconds: durationMicroseconds,
      failed: last !== undefined && isFailed(last),
      tool: tool ?? method,
    });
  }
  const carriers = carriersOf(trace, { carried, parents });
  for (const span of trace.spans) {
    const parent = parents.get(span);
    const service = services.get(span.service);
    const from = nodeOf('service', (parent ?? span).service).id;
    if (parent !== undefined && service !== undefined && parent.service !== span.service) {
      if (carriers.has(parent)) continue;
      calls.push({ from, to: service, microseconds: parent.durationMicroseconds, failed: isFailed(span) });
    }
    const outside = outsideOf(span);
    if (outside === undefined || carriers.has(span)) continue;
    const own = nodeOf('service', span.service).id;
    calls.push({ from: own, to: outside, microseconds: span.durationMicroseconds, failed: isFailed(span) });
  }
  return calls;
}

/** Spans of MCP calls, and those of their own service below them, which carry the calls. */
function carriersOf(
  { roots }: Trace,
  { carried, parents }: { carried: ReadonlySet<SpanNode>; parents: ReadonlyMap<SpanNode, SpanNode> },
): Set<SpanNode> {
  const carriers = new Set<SpanNode>();
  for (const span of roots.flatMap((root) => [...withAllBelow(root)])) {
    const parent = parents.get(span);
    const isBelow = parent !== undefined && parent.service === span.service && carriers.has(parent);
    if (carried.has(span) || isBelow) carriers.add(span);
  }
  return carriers;
}

/** What a call without a server span went to. */
function outsideOf({ kind, children, service, attributes }: SpanNode): GraphNode | undefined {
  if (kind !== 'CLIENT' || children.length > 0) return undefined;
  const host = attributes[SERVER_ADDRESS];
  const system = attributes[DB_SYSTEM] ?? attributes[DB_SYSTEM_BEFORE];
  if (system !== undefined) return nodeOf('database', `${system} of ${host ?? service}`);
  return host === undefined || attributes[MCP_METHOD] !== undefined ? undefined : nodeOf('host', String(host));
}

function bounded(nodes: GraphNode[], calls: readonly Call[], most: number): TraceGraph {
  const sorted = nodes.toSorted((a, b) => b.selfMilliseconds - a.selfMilliseconds);
  const kept = nodes.length > most ? sorted.slice(0, most - 1) : sorted;
  const ids = new Set(kept.map(({ id }) => id));
  const idOf = (id: string) => (ids.has(id) ? id : REST);
  return {
    nodes: kept.length === nodes.length ? kept : [...kept, restOf(sorted.slice(kept.length))],
    edges: edgesOf(calls, idOf),
  };
}

function restOf(nodes: readonly GraphNode[]): GraphNode {
  const sum = (of: (node: GraphNode) => number) => nodes.reduce((total, node) => total + of(node), 0);
  return {
    ...nodeOf('rest', `${nodes.length} more`),
    id: REST,
    spans: sum(({ spans }) => spans),
    failures: sum(({ failures }) => failures),
    selfMilliseconds: sum(({ selfMilliseconds }) => selfMilliseconds),
  };
}

function edgesOf(calls: readonly Call[], idOf: (id: string) => string): GraphEdge[] {
  const groups = Map.groupBy(calls, ({ from, to }) => JSON.stringify([idOf(from), idOf(to.id)]));
  return [...groups].map(([key, members]) => {
    const [from, to] = JSON.parse(key) as [string, string];
    const tools = members.map(({ tool }) => tool).filter((tool) => tool !== undefined);
    return {
      from,
      to,
      calls: members.length,
      failures: members.filter(({ failed }) => failed).length,
      milliseconds: members.reduce((sum, { microseconds }) => sum + microseconds, 0) / 1000,
      mcpCalls: tools.length,
      tools: [...new Set(tools)].sort(),
    };
  });
}
