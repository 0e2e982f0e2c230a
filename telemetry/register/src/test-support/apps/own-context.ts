/** Sends requests to a server of its own with headers given in all possible ways, a trace context and baggage among them. Prints the headers received, by way. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { context, createTraceState, propagation, type SpanContext, trace } from '@opentelemetry/api';
import { Agent, request as undiciRequest } from 'undici';

const FIELDS = ['traceparent', 'tracestate', 'baggage', 'x-mine'];

const server = createServer(({ headersDistinct }, response) => {
  response.end(JSON.stringify(Object.fromEntries(FIELDS.map((name) => [name, headersDistinct[name]]))));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const dispatcher = new Agent();

const sender = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
const received = trace.setSpanContext(context.active(), { ...sender, traceState: createTraceState('state=active') });
const tracer = trace.getTracer('app');
await tracer.startActiveSpan('job', {}, received, async (span) => {
  const job = span.spanContext();
  const here = propagation.setBaggage(context.active(), propagation.createBaggage({ tenant: { value: 'active' } }));
  const asked = await context.with(here, () => askAll(headersOf(job)));
  const unset = await context.with(propagation.deleteBaggage(here), () => viaFetch({ baggage: 'tenant=application' }));
  const otherTrace = await tracer.startActiveSpan('other trace', { root: true }, () => viaFetch(headersOf(job)));
  console.log(JSON.stringify({ job, asked, unset, otherTrace }));
});
server.close();
await dispatcher.close();

function headersOf({ traceId, spanId }: SpanContext): Record<string, string> {
  const state = { traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'state=application' };
  return { ...state, baggage: 'tenant=application', 'x-mine': '1' };
}

async function askAll(headers: Record<string, string>): Promise<Record<string, unknown>> {
  const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
  const pairs = Object.entries(headers);
  const twice = { ...headers, baggage: ['tenant=application', 'user=application'] };
  return {
    'fetch, an object': await viaFetch(headers),
    'fetch, an object in upper case': await viaFetch(upper),
    'fetch, Headers': await viaFetch(new Headers(headers)),
    'fetch, pairs': await viaFetch(pairs),
    'undici, an object': await viaUndici(headers),
    'undici, an object in upper case': await viaUndici(upper),
    'undici, several values': await viaUndici(twice),
    'undici, one array': await viaUndici([...pairs, ...pairs].flat()),
    'http, an object': await viaHttp(headers),
    'http, an object in upper case': await viaHttp(upper),
    'http, several values': await viaHttp(twice),
    'http, one array': await viaHttp(['Host', 'localhost', ...pairs.flat()]),
    'http, pairs': await viaHttp([['Host', 'localhost'], ...pairs] as unknown as string[]),
  };
}

async function viaFetch(headers: NonNullable<RequestInit['headers']>): Promise<unknown> {
  return (await fetch(url, { headers })).json();
}

async function viaUndici(headers: Record<string, string | string[]> | string[]): Promise<unknown> {
  return (await undiciRequest(url, { headers, dispatcher })).body.json();
}

async function viaHttp(headers: OutgoingHttpHeaders | string[]): Promise<unknown> {
  const [response] = (await once(request(url, { headers }).end(), 'response')) as [IncomingMessage];
  return json(response);
}
