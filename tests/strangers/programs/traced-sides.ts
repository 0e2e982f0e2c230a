import type { OtlpReceiver, TraceSpan } from '@cortex/trace-testing';
import { receivedTraces } from '../run/received-traces.ts';

/** Which sides of a tool call have a span, and whether the server's is below the client's. */
export interface TracedSides {
  client: boolean;
  server: boolean;
  joined: boolean;
  /** Whether one of the sides has more than one span. */
  doubled: boolean;
}

export function tracedSides(receiver: OtlpReceiver, tool: string): TracedSides {
  const calls = receivedTraces(receiver)
    .flatMap(({ spans }) => spans)
    .filter(({ name }) => name === `tools/call ${tool}`);
  const clients = calls.filter(({ service, kind }) => service === 'client' && kind === 'CLIENT');
  const servers = calls.filter(({ service, kind }) => service !== 'client' && kind === 'SERVER');
  const ids = new Set(clients.map(({ spanId }) => spanId));
  return {
    client: clients.length > 0,
    server: servers.length > 0,
    joined: servers.some(({ parentSpanId }) => ids.has(parentSpanId ?? '')),
    doubled: distinct(clients) > 1 || distinct(servers) > 1,
  };
}

/** Counts distinct spans, because a process that ends before a request is answered sends its spans twice. */
function distinct(spans: readonly TraceSpan[]): number {
  return new Set(spans.map(({ spanId }) => spanId)).size;
}
