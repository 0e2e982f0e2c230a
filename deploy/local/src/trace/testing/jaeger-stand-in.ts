import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface RecordedSpan {
  traceID?: string;
  spanID: string;
  operationName: string;
  startTime: number;
  tags: { key: string; value: unknown }[];
}

export interface RecordedTrace {
  traceID: string;
  spans: RecordedSpan[];
  processes: Record<string, { serviceName: string }>;
}

/** A trace recorded from a real Jaeger, of a request that failed because of memory-service's answer. */
export function recordedTrace(): RecordedTrace {
  const file = join(import.meta.dirname, 'recorded-trace.json');
  return JSON.parse(readFileSync(file, 'utf8')).data[0];
}

/** Starts a stand-in for Jaeger's query API with the given traces. It finds them by id or by the tags of a span, and lists their services. */
export async function startJaegerStandIn(traces: RecordedTrace[]) {
  const server = createServer(({ url = '' }, response) => {
    if (url === '/api/services') return response.end(JSON.stringify({ data: servicesOf(traces) }));
    const id = /^\/api\/traces\/(\w+)$/.exec(url)?.[1];
    const wanted = JSON.parse(new URL(url, 'http://jaeger').searchParams.get('tags') ?? '{}');
    const data = traces.filter((trace) => (id === undefined ? hasSpanWith(trace, wanted) : trace.traceID === id));
    response.statusCode = data.length > 0 || id === undefined ? 200 : 404;
    response.end(JSON.stringify({ data }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

function servicesOf(traces: RecordedTrace[]): string[] {
  return [
    ...new Set(traces.flatMap(({ processes }) => Object.values(processes).map(({ serviceName }) => serviceName))),
  ];
}

function hasSpanWith({ spans }: RecordedTrace, wanted: Record<string, unknown>): boolean {
  const has = (tags: RecordedSpan['tags']) =>
    Object.entries(wanted).every(([key, value]) => tags.some((tag) => tag.key === key && String(tag.value) === value));
  return spans.some(({ tags }) => has(tags));
}
