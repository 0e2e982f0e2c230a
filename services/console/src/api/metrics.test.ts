import type { MetricNamesAnswer } from './metric-names.ts';
import type { MetricsAnswer } from './metrics.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

const TRACE = 'a'.repeat(32);
const HOUR = 3_600_000;

/** The requests that Prometheus received, with their forms. */
let questions: [path: string, form: Record<string, string>][];
let answers: Record<string, unknown>;
let asked: AskedConsole;

beforeEach(async () => {
  questions = [];
  answers = {};
  asked = await askedConsole((url, body) => {
    const [path = '', search] = url.split('?');
    questions.push([path, Object.fromEntries(new URLSearchParams(search ?? body))]);
    return path in answers ? answers[path] : { data: [] };
  });
});

afterEach(() => asked.stop());

const series = (...found: [metric: Record<string, string>, values: [number, string][]][]) => ({
  data: { result: found.map(([metric, values]) => ({ metric, values })) },
});

async function metrics(search: string) {
  const { status, body } = await asked.get(`/api/metrics?${search}`);
  expect(status).toBe(200);
  return body as MetricsAnswer;
}

test('answers series without values that are not numbers, with a step that fits the time range', async () => {
  answers['/api/v1/query_range'] = series([
    { job: 'shop' },
    [
      [0, '1.5'],
      [15, 'NaN'],
      [30, '+Inf'],
    ],
  ]);
  const answer = await metrics(`query=up&from=0&to=${HOUR}`);
  expect(answer).toMatchObject({ stepSeconds: 15, begin: 0, end: HOUR, hasMoreSeries: false, exemplars: [] });
  expect(answer.series).toEqual([
    {
      labels: { job: 'shop' },
      points: [
        [0, 1.5],
        [15, null],
        [30, null],
      ],
    },
  ]);
  expect(questions).toContainEqual([
    '/api/v1/query_range',
    { query: 'up', start: '0', end: '3600', step: '15', limit: '51' },
  ]);
});

test('asks for values at whole steps, so that those of two queries align', async () => {
  answers['/api/v1/query_range'] = series();
  await metrics(`query=up&from=7000&to=${HOUR + 8000}&exemplars=false`);
  expect(questions).toEqual([
    ['/api/v1/query_range', expect.objectContaining({ start: '0', end: '3600', step: '15' })],
  ]);
});

test('cuts a long list of series, and reports it', async () => {
  const many = Array.from({ length: 51 }, (_, index) => [{ job: String(index) }, [[0, '1']]] as never);
  answers['/api/v1/query_range'] = series(...many);
  const answer = await metrics('query=up');
  expect([answer.series.length, answer.hasMoreSeries]).toEqual([50, true]);
});

test('answers the exemplars that name a trace, the highest values first', async () => {
  answers['/api/v1/query_range'] = series();
  const exemplar = (value: string, labels: object) => ({ value, labels, timestamp: 1.5 });
  answers['/api/v1/query_exemplars'] = {
    data: [
      {
        seriesLabels: { job: 'shop' },
        exemplars: [
          exemplar('0.1', { trace_id: TRACE, span_id: 'b7' }),
          exemplar('0.3', { trace_id: TRACE }),
          exemplar('0.2', { trace_id: '<script>' }),
          exemplar('NaN', { trace_id: TRACE }),
        ],
      },
    ],
  };
  const answer = await metrics('query=seconds_bucket');
  const shared = { labels: { job: 'shop' }, traceId: TRACE, at: 1500 };
  expect(answer.exemplars).toEqual([
    { ...shared, value: 0.3 },
    { ...shared, value: 0.1, spanId: 'b7' },
  ]);
  expect(answer.exemplarsFound).toBe(2);
});

test('goes on without exemplars, and reports why', async () => {
  answers = { '/api/v1/query_range': series([{}, [[0, '1']]]), '/api/v1/query_exemplars': 500 };
  const answer = await metrics('query=up');
  expect([answer.series.length, answer.away]).toEqual([1, [expect.stringContaining('answered 500')]]);
});

test.each([
  ['query=', 'query'],
  [`query=up&from=0&to=${HOUR}&step=1`, 'step: expected at least 4 s for this time, got 1'],
  ['query=up&step=0', 'step'],
  ['query=up&from=2&to=1', 'from: expected a time before 1, got 2'],
])('refuses %j', async (search, reason) => {
  const { status, body } = await asked.get(`/api/metrics?${search}`);
  expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining(reason)]);
});

test('passes on what Prometheus says about an invalid query', async () => {
  answers['/api/v1/query_range'] = 400;
  const { status, body } = await asked.get('/api/metrics?query=sum(');
  expect([status, (body as { detail: string }).detail]).toEqual([422, expect.stringContaining('answered 400')]);
});

test('answers names of metrics, names of labels, and values of a label', async () => {
  answers = {
    '/api/v1/label/__name__/values': { data: ['up'] },
    '/api/v1/labels': { data: ['job'] },
    '/api/v1/label/a%2Fb/values': { data: ['shop'] },
  };
  const names = async (search: string) =>
    ((await asked.get(`/api/metric-names?from=1000&to=2000${search}`)).body as MetricNamesAnswer).names;
  expect(await names('&label=__name__')).toEqual(['up']);
  expect(await names(`&selector=${encodeURIComponent('{__name__="up"}')}`)).toEqual(['job']);
  expect(await names(`&label=a%2Fb&selector=${encodeURIComponent('{__name__="up"}')}`)).toEqual(['shop']);
  const time = { start: '1', end: '2', limit: '5000' };
  expect(questions).toEqual([
    ['/api/v1/label/__name__/values', time],
    ['/api/v1/labels', { ...time, 'match[]': '{__name__="up"}' }],
    ['/api/v1/label/a%2Fb/values', { ...time, 'match[]': '{__name__="up"}' }],
  ]);
});
