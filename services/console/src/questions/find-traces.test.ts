import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JaegerClient } from '../backends/jaeger/jaeger-client.ts';
import { traceCache } from '../backends/jaeger/trace-cache.ts';
import { BEGIN, type JaegerSpanOptions, jaegerTrace } from '../testing/jaeger-trace.ts';
import { findTraces } from './find-traces.ts';
import { notSearchedText } from './not-searched-text.ts';

/** The timeout of the backend, long enough for its answers on a busy machine. */
const TIMEOUT_MILLISECONDS = 5000;
const RANGE = { begin: BEGIN, end: BEGIN + 800e6 };
const idOf = (number: number) => number.toString(16).padStart(32, '0');
const secondsOf = (microseconds: number) => (microseconds - BEGIN) / 1e6;
/** One small request every ten seconds. */
const SMALL = Array.from({ length: 80 }, (_, index) => index * 10 + 3);

const smallTrace = (second: number) =>
  jaegerTrace([{ spanId: '1'.repeat(16), name: 'GET /', begin: second * 1000 }], idOf(second + 1));

const timesOf = (times: { begin: number; end: number }[]) =>
  times.map(({ begin, end }) => ({ from: secondsOf(begin * 1000), to: secondsOf(end * 1000) }));
const isWithin = (second: number, time?: { from: number; to: number }) =>
  time !== undefined && second >= time.from && second <= time.to;

let services: string[];
let answer: (asked: { service: string; from: number; to: number }) => object[] | undefined;
let asked: { from: number; to: number }[];
let server: Server;
let jaeger: JaegerClient;

beforeEach(async () => {
  asked = [];
  services = ['shop'];
  server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://jaeger');
    if (pathname === '/api/services') return response.end(JSON.stringify({ data: services }));
    const [from, to] = ['start', 'end'].map((name) => secondsOf(Number(searchParams.get(name)))) as [number, number];
    asked.push({ from, to });
    const data = answer({ service: searchParams.get('service') ?? '', from, to });
    // Goes on with its work after the client has left, as Jaeger does.
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

test('lists the traces beside one that takes Jaeger too long, and reports what is left out', async () => {
  const heavy = 421.5;
  answer = ({ from, to }) =>
    isWithin(heavy, { from, to })
      ? undefined
      : SMALL.filter((second) => second >= from && second <= to).map((second) => smallTrace(second));
  const first = await findTraces(jaeger, { ...RANGE, order: 'newest' });
  const { traces, notSearched, isPart } = first;
  const leftOut = timesOf(notSearched);
  const [part = { service: '', begin: 0, end: 0 }] = notSearched.filter((_, index) => isWithin(heavy, leftOut[index]));
  // On a very busy machine fewer are found.
  expect(traces.length).toBeGreaterThan(0);
  const found = traces.map((trace) => secondsOf(trace.begin * 1000));
  expect(found).toEqual(SMALL.filter((second) => !leftOut.some((time) => isWithin(second, time))).reverse());
  expect(isPart).toBe(false);
  const times = `shop from ${new Date(part.begin).toISOString()} to ${new Date(part.end).toISOString()}`;
  expect(notSearchedText([part])).toEqual([
    `Jaeger did not answer in time for a part of the time, which is left out: ${times}.`,
  ]);

  asked.length = 0;
  const again = await findTraces(jaeger, { ...RANGE, order: 'newest' });
  expect(timesOf(again.notSearched).some((time) => isWithin(heavy, time))).toBe(true);
  expect([asked.length > 0, asked.some((time) => isWithin(heavy, time))]).toEqual([true, false]);
  answer = () => [smallTrace(423)];
  const alone = { begin: part.begin * 1000, end: part.end * 1000 };
  expect(await findTraces(jaeger, { ...alone, order: 'newest' })).toMatchObject({
    traces: [{ operation: 'GET /' }],
    notSearched: [],
  });
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
    { service: 'shop', operation: 'import', milliseconds: 90_000, spans: 12_001, unreadSpans: 11_001, services: 2 },
    { operation: 'GET /', spans: 1, unreadSpans: 0 },
  ]);
  expect([notSearched, notSearchedText(notSearched)]).toEqual([[], []]);
});

test('lists the traces of one service if the search for another takes too long, and reports it', async () => {
  services = ['shop', 'importer'];
  answer = ({ service }) => (service === 'shop' ? [smallTrace(3)] : undefined);
  const { traces, notSearched } = await findTraces(jaeger, { ...RANGE, order: 'newest' });
  expect(traces).toMatchObject([{ service: 'shop', operation: 'GET /' }]);
  expect(notSearched).toEqual([{ service: 'importer', begin: RANGE.begin / 1000, end: RANGE.end / 1000 }]);
});

test('reports a further time that takes too long beside one that was left out', async () => {
  const heavy = 421.5;
  answer = (range) => (isWithin(heavy, range) ? undefined : []);
  const [first] = timesOf((await findTraces(jaeger, { ...RANGE, order: 'newest' })).notSearched);
  const leftOut = { from: Number(first?.from), to: Number(first?.to) };
  answer = ({ from }) => (from < leftOut.to ? undefined : []);
  const { notSearched } = await findTraces(jaeger, { ...RANGE, order: 'newest' });
  expect(timesOf(notSearched)).toEqual(expect.arrayContaining([leftOut, { from: 0, to: leftOut.from }]));
});

test('fails when Jaeger answers for no part of the time', async () => {
  answer = () => undefined;
  await expect(findTraces(jaeger, { ...RANGE, order: 'newest' })).rejects.toThrow('did not answer within 5 s');
});
