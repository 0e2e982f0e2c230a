import { type JaegerSpanOptions, jaegerTrace } from '../testing/jaeger-trace.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';
import type { TracesAnswer } from './traces.ts';

const idOf = (number: number) => number.toString(16).padStart(32, '0');
const traceOf = (number: number, span: Partial<JaegerSpanOptions> = {}) =>
  jaegerTrace([{ spanId: '1'.repeat(16), ...span }], idOf(number));

let backend: Record<string, unknown>;
let questions: { path: string; body: string }[];
let asked: AskedConsole;

beforeEach(async () => {
  backend = { '/api/services': { data: ['shop', 'cortex-console'] }, '/api/traces': { data: [] }, '/select': '' };
  questions = [];
  asked = await askedConsole((path, body) => {
    questions.push({ path, body });
    return Object.entries(backend).find(([start]) => path.startsWith(start))?.[1];
  });
});

afterEach(() => asked.stop());

/** Sends the request of the page Traces. */
async function ask(query: string) {
  const { status, body } = await asked.get(`/api/traces?${query}`);
  return { status, body: body as TracesAnswer & { detail?: string } };
}

const searches = () =>
  questions
    .filter(({ path }) => path.startsWith('/api/traces'))
    .map(({ path }) => Object.fromEntries(new URL(path, 'http://jaeger').searchParams));

test('passes the search on to Jaeger, without the console itself', async () => {
  const where = encodeURIComponent('http.route=/cart error.type="no answer"');
  const { status } = await ask(`from=1000&to=5000&tool=add&where=${where}&min=5&max=50&failed=true&most=30`);
  expect(status).toBe(200);
  expect(searches()).toEqual([
    {
      raw: 'true',
      service: 'shop',
      start: '1000000',
      end: '5000000',
      limit: '30',
      tags: JSON.stringify({
        'http.route': '/cart',
        'error.type': 'no answer',
        'gen_ai.tool.name': 'add',
        error: 'true',
      }),
      minDuration: '5ms',
      maxDuration: '50ms',
    },
  ]);
});

test('a time that ends before it begins is refused', async () => {
  expect(await ask('from=5000&to=1000')).toMatchObject({
    status: 422,
    body: { detail: expect.stringMatching(/^from: /) },
  });
});

test.each([
  [400, 422, /^Jaeger at \S+ answered 400/],
  [503, 502, /^Jaeger at \S+ answered 503/],
])('an answer %i of Jaeger becomes %i', async (status, expected, detail) => {
  backend['/api/traces'] = status;
  expect(await ask('service=shop')).toMatchObject({
    status: expected,
    body: { detail: expect.stringMatching(detail) },
  });
});

test('summarizes each trace, and reports that there may be more', async () => {
  backend['/api/traces'] = {
    data: [
      traceOf(1, { milliseconds: 10, tags: { 'gen_ai.tool.name': 'add' } }),
      traceOf(2, { milliseconds: 30, tags: { 'otel.status_code': 'ERROR' } }),
      traceOf(3, { milliseconds: 2, name: 'GET /health' }),
      traceOf(4, { milliseconds: 2, service: 'cortex-console' }),
    ],
  };
  const { body } = await ask('from=1000&to=5000&most=4');
  expect(body).toMatchObject({ asked: 1, notAsked: 0, mostOfEach: 4, isPart: true, begin: 1000, end: 5000 });
  expect(body.traces).toMatchObject([
    { traceId: idOf(2), failed: true, failures: 1, milliseconds: 30, tools: [] },
    { traceId: idOf(1), failed: false, tools: ['add'], outline: [{ service: 'shop', from: 0, to: 10 }] },
  ]);
});

test('leaves out traces that are longer than the maximum, even if single spans are not', async () => {
  backend['/api/traces'] = {
    data: [traceOf(1, { milliseconds: 10 }), traceOf(2, { milliseconds: 30 })],
  };
  const { body } = await ask('max=20');
  expect(body.traces).toMatchObject([{ traceId: idOf(1) }]);
});

test('reports what slow and failed traces have in common, and of how many', async () => {
  const some = (from: number, tags: Record<string, string>, milliseconds: number) =>
    Array.from({ length: 8 }, (_, index) => traceOf(from + index, { milliseconds: milliseconds + index, tags }));
  backend['/api/traces'] = {
    data: [...some(1, { version: '2' }, 100), ...some(20, { version: '1' }, 10)],
  };
  const { body } = await ask('');
  expect(body.chosen + body.others).toBe(16);
  expect(body.inCommon).toContainEqual({ attribute: 'version', value: '2', chosen: 4, others: 4 });
});

test.each([
  ['where=http.route', 'where: expected name=value pairs'],
  ['min=9&max=3', 'min: expected no more milliseconds than max'],
  ['min=fast', 'min: expected a number'],
  ['order=best', 'order: expected one of "slowest"|"newest"'],
])('refuses %s', async (query, detail) => {
  const { status, body } = await ask(query);
  expect({ status, detail: body.detail }).toEqual({ status: 422, detail: expect.stringContaining(detail) });
});

test('reports when Jaeger is away', async () => {
  backend = {};
  const { status, body } = await ask('');
  expect({ status, detail: body.detail }).toEqual({ status: 502, detail: expect.stringMatching(/^Jaeger at .* 503/) });
});

test('finds traces by ids in spans and log lines, and goes on without the log store', async () => {
  backend['/api/traces'] = { data: [traceOf(1)] };
  backend['/select'] = JSON.stringify({ _time: '2026-11-28T00:00:00Z', trace_id: idOf(2), request_id: 'r "1"' });
  const found = await asked.get(`/api/traces-with-id?id=${encodeURIComponent('r "1"')}`);
  expect(found.body).toEqual({ traceIds: [idOf(1), idOf(2)], away: [] });
  expect(searches().map(({ tags }) => tags)).toContain(JSON.stringify({ input_id: 'r "1"' }));
  const logs = questions.find(({ path }) => path.startsWith('/select'));
  expect(new URLSearchParams(logs?.body).getAll('extra_filters')).toContainEqual(
    expect.stringContaining('request_id:="r \\"1\\""'),
  );

  delete backend['/select'];
  const { body } = await asked.get('/api/traces-with-id?id=x');
  expect(body).toEqual({ traceIds: [idOf(1)], away: [expect.stringMatching(/^The log store at /)] });
});
