export const TRACE = 'a'.repeat(32);
const BEGIN = 1_795_468_995_000_000;

type Tags = Record<string, string | number>;

export interface MadeTrace {
  spans?: number;
  /** Of the root. */
  name?: string;
  service?: string;
  /** Of each span. */
  tags?: Tags;
  resource?: Tags;
  events?: number;
}

const tagsOf = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));

/** A trace as Jaeger's API gives it: a root with all other spans below it. */
export function jaegerTrace({ spans = 40, name = 'GET /cart', service = 'shop', tags = {}, ...made }: MadeTrace = {}) {
  const { resource = { 'service.instance.id': 'shop-1' }, events = 0 } = made;
  const logs = Array.from({ length: events }, (_, index) => ({
    timestamp: BEGIN + index,
    fields: tagsOf({ event: name, ...tags }),
  }));
  return {
    processes: { p1: { serviceName: service, tags: tagsOf(resource) } },
    spans: Array.from({ length: spans }, (_, index) => ({
      traceID: TRACE,
      spanID: idOf(index),
      operationName: index === 0 ? name : `work ${index}`,
      references: index === 0 ? [] : [{ refType: 'CHILD_OF', traceID: TRACE, spanID: idOf(0) }],
      startTime: BEGIN + index * 1000,
      duration: index === 0 ? 100_000 : 900,
      tags: tagsOf({ 'span.kind': index === 0 ? 'server' : 'internal', ...tags }),
      logs,
      processID: 'p1',
    })),
  };
}

/** Of a span by its position. */
export function idOf(index: number): string {
  return index.toString(16).padStart(16, '0');
}

/** A client's MCP call of 100 ms that a server answered in 60. */
export function jaegerCall() {
  const call = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'store_input',
    'mcp.protocol.version': '2026-07-28',
    'network.transport': 'tcp',
    'cortex.mcp.client.name': 'core-api',
    'cortex.mcp.client.version': '0.1.0',
  };
  const side = (index: number, kind: string, duration: number) => ({
    traceID: TRACE,
    spanID: idOf(index),
    operationName: 'tools/call store_input',
    references: index === 0 ? [] : [{ refType: 'CHILD_OF', traceID: TRACE, spanID: idOf(0) }],
    startTime: BEGIN + index * 20_000,
    duration,
    tags: tagsOf({ ...call, 'span.kind': kind }),
    logs: [],
    processID: kind,
  });
  return {
    processes: { client: { serviceName: 'core-api', tags: [] }, server: { serviceName: 'memory', tags: [] } },
    spans: [side(0, 'client', 100_000), side(1, 'server', 60_000)],
  };
}
