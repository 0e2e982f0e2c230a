import { TRACE_ID } from '../testing/jaeger-trace.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

let asked: AskedConsole;
let answer: unknown;
let questions: { path: string; form: URLSearchParams }[] = [];

beforeAll(async () => {
  asked = await askedConsole((path, body) => {
    questions.push({ path, form: new URLSearchParams(body) });
    return answer;
  });
});
beforeEach(() => {
  questions = [];
});
afterAll(() => asked.stop());

const line = {
  _time: '2026-11-28T12:00:00.123456Z',
  _stream: '{}',
  _msg: 'out of\nstock',
  'service.name': 'shop',
  severity_text: 'WARN',
  trace_id: TRACE_ID,
  body: 'x'.repeat(1_000_000),
};
const TIME = 'from=1795867200000&to=1795867260000';

test('answers lines with long values cut, and separates its own conditions from the query', async () => {
  answer = JSON.stringify(line);
  const where = encodeURIComponent(
    JSON.stringify([
      { field: 'a"b', value: 'c' },
      { field: 'd', value: '', not: true },
    ]),
  );
  const { status, body } = await asked.get(`/api/logs?${TIME}&query=x)|*&service=shop&level=warn&where=${where}`);
  expect(status).toBe(200);
  expect(questions[0]?.form.get('query')).toBe('x)|*');
  expect(questions[0]?.form.getAll('extra_filters')).toEqual([
    '_time:[2026-11-28T12:00:00.000Z, 2026-11-28T12:01:00.000Z]',
    '"service.name":="shop"',
    expect.stringMatching(/^severity_text:~"\(\?i\).*error.*warn/),
    '"a\\"b":="c"',
    '!"d":=""',
  ]);
  expect(body).toEqual({
    begin: 1_795_867_200_000,
    end: 1_795_867_260_000,
    isCut: false,
    lines: [
      {
        time: line._time,
        service: 'shop',
        severity: 'warn',
        message: 'out of stock',
        fields: {
          'service.name': 'shop',
          severity_text: 'WARN',
          trace_id: TRACE_ID,
          body: expect.stringMatching(/^x{399}…$/),
        },
      },
    ],
  });
});

test('reports whether there are more lines', async () => {
  answer = [line, line, line].map((one) => JSON.stringify(one)).join('\n');
  const { body } = await asked.get('/api/logs?most=2');
  expect(body).toMatchObject({ isCut: true, lines: [{}, {}] });
});

test('counts lines over time by level, including times without lines', async () => {
  answer = {
    hits: [
      { fields: { severity_text: 'Error' }, timestamps: ['2026-11-28T12:00:02Z'], values: [3] },
      { fields: { severity_text: 'FATAL' }, timestamps: ['2026-11-28T12:00:02Z'], values: [1] },
      { fields: {}, timestamps: ['2026-11-28T12:00:00Z'], values: [2] },
    ],
  };
  const { body } = await asked.get(`/api/logs/histogram?${TIME}`);
  expect(questions[0]?.form.get('step')).toBe('1000ms');
  const { bars, ...others } = body as { bars: unknown[] };
  expect(others).toMatchObject({ stepMilliseconds: 1000, total: 6 });
  expect(bars).toHaveLength(61);
  expect(bars.slice(0, 3)).toEqual([
    { at: 1_795_867_200_000, counts: { error: 0, warn: 0, info: 0, debug: 0, other: 2 } },
    { at: 1_795_867_201_000, counts: { error: 0, warn: 0, info: 0, debug: 0, other: 0 } },
    { at: 1_795_867_202_000, counts: { error: 4, warn: 0, info: 0, debug: 0, other: 0 } },
  ]);
});

test('answers the services that logged', async () => {
  answer = { values: [{ value: 'shop' }, { value: '' }, { value: 'bank' }] };
  expect((await asked.get('/api/logs/services')).body).toEqual({ services: ['bank', 'shop'] });
});

test('asks for the lines of the same process before and after a line', async () => {
  answer = JSON.stringify(line);
  const { body } = await asked.get(`/api/logs/around?time=${line._time}&service=shop&instance=a&most=3`);
  expect((body as { lines: unknown[] }).lines).toHaveLength(2);
  const filters = questions.map(({ form }) => form.getAll('extra_filters').join(' ')).sort();
  expect(filters).toEqual([
    `"service.name":="shop" "service.instance.id":="a" _time:[2026-11-28T11:00:00.123Z, ${line._time})`,
    `"service.name":="shop" "service.instance.id":="a" _time:[${line._time}, 2026-11-28T13:00:00.123Z]`,
  ]);
});

test('downloaded lines are complete', async () => {
  answer = JSON.stringify(line);
  const { body } = await asked.get('/api/logs/download');
  expect(body).toEqual(line);
});

test.each([
  ['/api/logs?where=x', 422],
  ['/api/logs?where=[{"field":"a"}]', 422],
  ['/api/logs?level=loud', 422],
  ['/api/logs?from=5&to=4', 422],
  ['/api/logs?most=1001', 422],
  ['/api/logs/around?time=now&service=a', 422],
  ['/api/logs/around?time=2026-11-28T12:00:00Z', 422],
])('%s is refused with %d before the log store is asked', async (path, status) => {
  expect((await asked.get(path)).status).toBe(status);
  expect(questions).toEqual([]);
});

test('an error of the log store is a 422 with its message, a log store that is away a 502', async () => {
  answer = 400;
  expect((await asked.get('/api/logs?query=(')).status).toBe(422);
  answer = undefined;
  const { status, body } = await asked.get('/api/logs/histogram');
  expect([status, JSON.stringify(body)]).toEqual([502, expect.stringContaining('The log store at')]);
});
