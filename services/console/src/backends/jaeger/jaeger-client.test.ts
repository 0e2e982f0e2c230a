import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BEGIN, type JaegerSpanOptions, jaegerTrace, TRACE_ID } from '../../testing/jaeger-trace.ts';
import { JaegerClient } from './jaeger-client.ts';
import { traceCache } from './trace-cache.ts';

const [ONE, TWO]: JaegerSpanOptions[] = [{ spanId: '1'.repeat(16) }, { spanId: '2'.repeat(16) }];
const WHEN = { service: 'shop', begin: 0, end: 1, limit: 1 };

let spans: JaegerSpanOptions[];
let asked: string[];
let time: number;
let server: Server;
let jaeger: JaegerClient;

beforeEach(async () => {
  [spans, asked, time] = [[ONE as JaegerSpanOptions], [], 1];
  server = createServer(({ url = '' }, response) => {
    asked.push(url.replace(TRACE_ID, 'id'));
    const found = url.includes('operations') ? [{ name: 'GET /' }, { name: 'GET /' }] : [jaegerTrace(spans)];
    response.end(JSON.stringify({ data: spans.length === 0 ? [] : found }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const address = { backend: 'jaeger', url, variable: 'JAEGER_URL', timeoutMilliseconds: 30_000 } as const;
  jaeger = new JaegerClient(address, traceCache({ now: () => time }));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const readIds = async () => (await jaeger.trace(TRACE_ID))?.spans.map(({ spanId }) => spanId);

test('a trace is read once for all requests of its page', async () => {
  const [first, second] = await Promise.all([jaeger.trace(TRACE_ID), jaeger.trace(TRACE_ID)]);
  time += 10_000;
  const third = await jaeger.trace(TRACE_ID);
  expect(third?.spans).toHaveLength(1);
  expect([first === second, second === third, asked]).toEqual([true, true, ['/api/traces/id?raw=true']]);
});

test('a trace that may still grow is read again after two seconds', async () => {
  const begin = (Date.now() * 1000 - BEGIN) / 1000;
  spans = [{ ...ONE, begin } as JaegerSpanOptions];
  await readIds();
  spans.push({ ...TWO, begin } as JaegerSpanOptions);
  time += 2000;
  expect(await readIds()).toEqual([ONE?.spanId]);
  time += 1;
  expect(await readIds()).toEqual([ONE?.spanId, TWO?.spanId]);
});

test('a trace is found as soon as Jaeger has it', async () => {
  spans = [];
  expect(await readIds()).toBeUndefined();
  spans = [ONE as JaegerSpanOptions];
  time += 2;
  expect(await readIds()).toEqual([ONE?.spanId]);
});

test('when spans share an id, Jaeger is asked to distinguish them', async () => {
  spans = [ONE as JaegerSpanOptions, { ...ONE, kind: 'server' } as JaegerSpanOptions];
  await readIds();
  await jaeger.find(WHEN);
  const search = '/api/traces?service=shop&start=0&end=1&limit=1';
  expect(asked).toEqual(['/api/traces/id?raw=true', '/api/traces/id', `${search}&raw=true`, search]);
});

test('the name of a service cannot change the request path', async () => {
  expect(await jaeger.operations('../..')).toEqual(['GET /']);
  expect(asked).toEqual(['/api/operations?service=..%2F..']);
});

test('a search reads the first spans of a very large trace and counts the others', async () => {
  spans = Array.from({ length: 10_003 }, (_, index) => ({ spanId: String(index).padStart(16, '0'), under: 'f' }));
  const { found, isCut, notSearched } = await jaeger.find({ ...WHEN, limit: 2 });
  expect(found.map(({ trace, unread }) => [trace.spans.length, unread])).toEqual([[1000, 9003]]);
  expect({ isCut, notSearched }).toEqual({ isCut: false, notSearched: [] });
});
