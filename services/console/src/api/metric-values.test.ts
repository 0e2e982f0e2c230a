import type { MetricValuesAnswer } from './metric-values.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

let forms: Record<string, string>[];
let found: [labels: Record<string, string>, value: string][];
let asked: AskedConsole;

beforeEach(async () => {
  forms = [];
  found = [];
  asked = await askedConsole((url, body) => {
    const [path, search] = url.split('?');
    if (path !== '/api/v1/query') return undefined;
    forms.push(Object.fromEntries(new URLSearchParams(search ?? body)));
    return { data: { result: found.map(([metric, value]) => ({ metric, value: [0, value] })) } };
  });
});

afterEach(() => asked.stop());

test('answers the values at the end of a time range, without those that are not numbers', async () => {
  found = [
    [{ job: 'shop' }, '1.5'],
    [{ job: 'cart' }, 'NaN'],
  ];
  const { status, body } = await asked.get('/api/metric-values?query=up&from=1000&to=60000');
  expect([status, body]).toEqual([
    200,
    {
      values: [
        { labels: { job: 'shop' }, value: 1.5 },
        { labels: { job: 'cart' }, value: null },
      ],
      found: 2,
    },
  ]);
  expect(forms).toEqual([expect.objectContaining({ query: 'up', time: '60' })]);
});

test('cuts a long list, and reports how many there are', async () => {
  found = Array.from({ length: 201 }, (_, index) => [{ job: String(index) }, '1']);
  const { values, found: all } = (await asked.get('/api/metric-values?query=up')).body as MetricValuesAnswer;
  expect([values.length, all]).toEqual([200, 201]);
});

test('refuses an empty query', async () => {
  expect(await asked.get('/api/metric-values?query=')).toMatchObject({ status: 422 });
});
