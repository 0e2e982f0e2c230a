import { type JaegerSpanOptions, jaegerTrace } from '../../testing/jaeger-trace.ts';

export interface MadeTrace extends Pick<JaegerSpanOptions, 'service' | 'tags' | 'resource'> {
  spans?: number;
  /** The name of the root. */
  name?: string;
  events?: number;
}

/** A trace in the format of Jaeger's API: a root with all other spans below it. */
export function madeTrace({ spans = 40, name = 'GET /cart', service = 'shop', tags = {}, ...made }: MadeTrace = {}) {
  const { resource = { 'service.instance.id': 'shop-1' }, events = 0 } = made;
  const shared = { service, tags, resource, events: Array.from({ length: events }, () => ({ event: name, ...tags })) };
  const below = Array.from({ length: Math.max(0, spans - 1) }, (_, index) => ({
    ...shared,
    spanId: idOf(index + 1),
    under: idOf(0),
    name: `work ${index + 1}`,
    begin: index + 1,
    milliseconds: 0.9,
  }));
  return jaegerTrace([{ ...shared, spanId: idOf(0), name, kind: 'server', milliseconds: 100 }, ...below]);
}

/** The id of a span, by its position. */
export function idOf(index: number): string {
  return index.toString(16).padStart(16, '0');
}

/** An MCP call that took the client 100 ms, and the server 60. */
export function madeCall() {
  const shared = {
    name: 'tools/call store_input',
    tags: {
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'store_input',
      'mcp.protocol.version': '2026-07-28',
      'network.transport': 'tcp',
      'cortex.mcp.client.name': 'core-api',
      'cortex.mcp.client.version': '0.1.0',
    },
  };
  return jaegerTrace([
    { ...shared, spanId: idOf(0), service: 'core-api', kind: 'client', milliseconds: 100 },
    { ...shared, spanId: idOf(1), under: idOf(0), service: 'memory', kind: 'server', begin: 20, milliseconds: 60 },
  ]);
}
