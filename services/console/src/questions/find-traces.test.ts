import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JaegerClient } from '../backends/jaeger.ts';
import { traceCache } from '../backends/trace-cache.ts';
import { BEGIN, type JaegerSpanOptions, jaegerTrace } from '../testing/jaeger-trace.ts';
import { findTraces } from './find-traces.ts';
import { notSearchedText } from './not-searched-text.ts';

/** Of the backend that is asked, and enough for its answers on a busy machine. */
const TIMEOUT_MILLISECONDS = 3000;
const RANGE = { begin: BEGIN, end: BEGIN + 800e6 };
const idOf = (number: number) => number.toString(16).padStart(32, '0');
const secondsOf = (microseconds: number) => (microseconds - BEGIN) / 1e6;
/** One small request every ten seconds. */
const SMALL = Array.from({ length: 80 }, (_, index) => index * 10 + 3);

const smallTrace = (second: number) =>
  jaegerTrace([{ spanId: '1'.repeat(16), name: 'GET /', begin: second * 1000 }], idOf(second + 1));

let answer: (range: { from: number; to: number }) => object[] | undefined;
let server: Server;
let jaeger: JaegerClient;

beforeEach(async () => {
  server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://jaeger');
    if (pathname === '/api/services') return response.end(JSON.stringify({ data: ['shop'] }));
    const [from, to] = ['start', 'end'].map((name) => secondsOf(Number(searchParams.get(name)))) as [number, number];
    const data = answer({ from, to });
    // Without an answer it goes on at its work, as a Jaeger does when nobody waits for it any more.
    return data && response.end(JSON.stringify({ data }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const address = { url, variable: 'JAEGER_URL', timeoutMilliseconds: TIMEOUT_MILLISECONDS };
  jaeger = new JaegerClient({ backend: 'jaeger', ...address }, traceCache());
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('lists what there is beside a trace that takes Jaeger too long, and says what is left out', async () => {
  const heavy = 421.5;
  answer = ({ from, to }) =>
    from <= heavy && heavy <= to
      ? undefined
      : SMALL.filter((second) => second >= from && second <= to).map((second) => smallTrace(second));
  const { traces, notSearched, isPart } = await findTraces(jaeger, { ...RANGE, order: 'newest' });

  expect(notSearched).toEqual([{ service: 'shop', begin: expect.any(Number), end: expect.any(Number) }]);
  const [{ begin, end } = { begin: 0, end: 0 }] = notSearched;
  const [from, to] = [secondsOf(begin * 1000), secondsOf(end * 1000)];
  expect(from <= heavy && heavy <= to).toBe(true);
  expect(to - from).toBeLessThan(100);
  const found = traces.map((trace) => secondsOf(trace.begin * 1000));
  expect(found).toEqual(SMALL.filter((second) => second < from || second > to).reverse());
  expect(isPart).toBe(false);
  const times = `shop from ${new Date(begin).toISOString()} to ${new Date(end).toISOString()}`;
  expect(notSearchedText(notSearched)).toEqual([
    `Jaeger did not answer in time for a part of the time, which is left out: ${times}.`,
  ]);
});

test('lists a very large trace with its root and how many spans it has', async () => {
  const below = Array.from({ length: 12_000 }, (_, index): JaegerSpanOptions => {
    const spanId = (index + 1).toString(16).padStart(16, '0');
    return { spanId, under: 'f'.repeat(16), service: 'worker', begin: 1, milliseconds: 1 };
  });
  const root = { spanId: 'f'.repeat(16), name: 'import', milliseconds: 90_000 };
  answer = () => [jaegerTrace([...below, root]), smallTrace(3)];
  const { traces, notSearched } = await findTraces(jaeger, { ...RANGE, order: 'slowest' });
  expect(traces).toMatchObject([
    { service: 'shop', operation: 'import', milliseconds: 90_000, spans: 12_001, unreadSpans: 2000, services: 2 },
    { operation: 'GET /', spans: 1, unreadSpans: 0 },
  ]);
  expect([notSearched, notSearchedText(notSearched)]).toEqual([[], []]);
});

test('fails when Jaeger answers for no part of the time', async () => {
  answer = () => undefined;
  await expect(findTraces(jaeger, { ...RANGE, order: 'newest' })).rejects.toThrow('did not answer within 3 s');
});
