import { jaegerTrace, TRACE_ID } from '../testing/jaeger-trace.ts';
import type { ComparisonAnswer } from './comparison.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

const idOf = (digit: string) => digit.repeat(32);
const trace = (id: string, milliseconds: number, root = 'GET /cart') =>
  jaegerTrace(
    [
      { spanId: '1', name: root, milliseconds },
      { spanId: '2', under: '1', name: 'select', milliseconds: milliseconds / 2 },
    ],
    id,
  );

let asked: AskedConsole;
let others: ReturnType<typeof trace>[];
let query: URLSearchParams;

beforeAll(async () => {
  asked = await askedConsole((path) => {
    const url = new URL(path, 'http://jaeger');
    const id = url.pathname.split('/api/traces/')[1];
    if (id !== undefined) return { data: [...others, trace(TRACE_ID, 900)].filter(({ traceID }) => traceID === id) };
    query = url.searchParams;
    return { data: [trace(TRACE_ID, 900), ...others] };
  });
});
afterAll(() => asked.stop());

test('compares with the given trace, largest changes first', async () => {
  others = [trace(idOf('b'), 100)];
  const { body } = await asked.get(`/api/traces/${TRACE_ID}/comparison?with=${idOf('b')}`);
  const { before, after, among, operations } = body as ComparisonAnswer;
  expect([before.milliseconds, after.milliseconds, among]).toEqual([100, 900, undefined]);
  expect(operations).toEqual([
    {
      service: 'shop',
      name: 'GET /cart',
      countBefore: 1,
      countAfter: 1,
      selfMillisecondsBefore: 50,
      selfMillisecondsAfter: 450,
    },
    expect.objectContaining({ name: 'select', selfMillisecondsBefore: 50, selfMillisecondsAfter: 450 }),
  ]);
});

test('compares with the usual trace of the same root when none is given', async () => {
  others = [
    trace(idOf('b'), 10),
    trace(idOf('c'), 5000),
    trace(idOf('d'), 110),
    trace(idOf('e'), 60, 'GET /other'),
    trace(idOf('f'), 120),
    trace(idOf('1'), 130),
  ];
  const { body } = await asked.get(`/api/traces/${TRACE_ID}/comparison`);
  expect(body).toMatchObject({ before: { traceId: idOf('f'), milliseconds: 120 }, among: 5 });
  expect([query.get('service'), query.get('operation')]).toEqual(['shop', 'GET /cart']);
});

test('reports when there is no other trace', async () => {
  others = [];
  const { status, body } = await asked.get(`/api/traces/${TRACE_ID}/comparison`);
  expect(status).toBe(404);
  expect(body).toMatchObject({ detail: expect.stringContaining('no other trace of shop GET /cart within an hour') });
});

test('an unknown trace to compare with is a 404 that names it', async () => {
  others = [];
  const { status, body } = await asked.get(`/api/traces/${TRACE_ID}/comparison?with=${idOf('e')}`);
  expect([status, JSON.stringify(body)]).toEqual([404, expect.stringContaining(`knows no trace ${idOf('e')}`)]);
});
