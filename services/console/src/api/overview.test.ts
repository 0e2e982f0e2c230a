import { jaegerTrace } from '../testing/jaeger-trace.ts';
import type { AttentionAnswer, HealthAnswer, ObjectivesAnswer, ServicesRedAnswer } from './overview.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';
import type { TracesAnswer } from './traces.ts';

type Metric = Record<string, string>;

/** Prometheus' answers, by what the query begins with or contains; all others are empty. */
let series: Record<string, [Metric, number | [number, number][]][]>;
/** The other backends' answers, or functions of the path that return them, by the beginning of the path; undefined is a 503. */
let backend: Record<string, unknown>;
let asked: AskedConsole;

beforeEach(async () => {
  series = {};
  backend = {
    '/api/services': { data: ['shop'] },
    '/api/traces': { data: [] },
    '/api/v2/alerts': [],
    '/select': '',
    '/querier': { names: [] },
    '/api/v1': 'prometheus',
  };
  asked = await askedConsole((path, body) => {
    const answer = Object.entries(backend).find(([start]) => path.startsWith(start))?.[1];
    if (answer === 'prometheus') return inPrometheus(path, new URLSearchParams(body).get('query') ?? '');
    return typeof answer === 'function' ? answer(path) : answer;
  });
});

afterEach(() => asked.stop());

function inPrometheus(path: string, query: string) {
  const [, found = []] = Object.entries(series).find(([part]) => query.includes(part)) ?? [];
  const result = found.map(([metric, value]) => {
    const points = (Array.isArray(value) ? value : [[0, value]]).map(([at, one]) => [at, String(one)]);
    return path.includes('query_range') ? { metric, values: points } : { metric, value: points.at(-1) };
  });
  return { data: { result } };
}

async function get<Answer>(path: string): Promise<Answer> {
  const { status, body } = await asked.get(`/api/overview/${path}`);
  expect(status).toBe(200);
  return body as Answer;
}

describe('health', () => {
  const partsOf = async () => (await get<HealthAnswer>('health')).parts;

  test('asks each backend, and Prometheus about the other parts', async () => {
    series = {
      otelcol_exporter_queue_size: [[{}, 1200]],
      'otelcol_process_uptime_seconds_total[1': [[{}, 1]],
      'min by (job) (last_over_time(health_status': [
        [{ job: 'shop' }, 2],
        [{ job: 'ns/basket' }, 1],
      ],
      health_check_status: [[{ job: 'ns/basket', check: 'database' }, 0]],
      up: [
        [{ job: 'shop', instance: '1' }, 1],
        [{ job: 'ns/basket', instance: '1' }, 1],
        [{ job: 'gone', instance: '1' }, 0],
        [{ job: 'jaeger', instance: '1' }, 1],
      ],
    };
    expect(await partsOf()).toEqual([
      ...['Jaeger', 'Prometheus', 'Alertmanager', 'Log store', 'Profile store'].map((name) => ({
        name,
        kind: 'backend',
        state: 'well',
      })),
      { name: 'Collector', kind: 'collector', state: 'well', said: 'Its queue for Jaeger has 1,200 spans.' },
      {
        name: 'gone',
        kind: 'service',
        state: 'away',
        said: expect.stringContaining('1 of 1 instance does not answer'),
      },
      { name: 'basket', kind: 'service', state: 'degraded', said: 'It does what it can. It lacks database.' },
      { name: 'shop', kind: 'service', state: 'well' },
    ]);
  });

  test('a Collector that stopped reporting is away, one that never reported is unknown', async () => {
    const collector = async () => (await partsOf()).find(({ name }) => name === 'Collector');
    expect(await collector()).toMatchObject({ state: 'unknown' });
    series = { 'otelcol_process_uptime_seconds_total[1d]': [[{}, 1]] };
    expect(await collector()).toMatchObject({ state: 'away', said: expect.stringContaining('npm start') });
  });

  test.each([
    ['/api/services', 'Jaeger', 1],
    ['/api/v1', 'Prometheus', 3],
    ['/api/v2/alerts', 'Alertmanager', 1],
    ['/select', 'Log store', 1],
    ['/querier', 'Profile store', 1],
  ])('without %s %s is away, with its error', async (path, name, others) => {
    series = { 'otelcol_process_uptime_seconds_total[1': [[{}, 1]], up: [[{ job: 'shop' }, 1]] };
    delete backend[path];
    const wrong = (await partsOf()).filter(({ state }) => state !== 'well');
    expect(wrong).toHaveLength(others);
    expect(wrong[0]).toMatchObject({ name, state: 'away', said: expect.stringContaining('answered 503') });
  });
});

describe('services', () => {
  test('have calls, failures and p95 in total and at each step, the busiest first', async () => {
    series = {
      histogram_quantile: [[{ job: 'shop' }, [[15, 0.25]]]],
      '5..': [
        [
          { job: 'shop' },
          [
            [15, 1],
            [45, 0],
          ],
        ],
      ],
      http_requests_total: [
        [{ job: 'cortex-console' }, [[15, 50]]],
        [{ job: 'idle' }, [[15, 0]]],
        [{ job: 'x', service_name: 'basket' }, [[15, 3]]],
        [
          { job: 'shop' },
          [
            [15, 4],
            [45, 6],
          ],
        ],
      ],
    };
    const { services, begin, end } = await get<ServicesRedAnswer>('services?from=0&to=60000');
    expect([begin, end]).toEqual([0, 60_000]);
    expect(services.map(({ service, calls }) => [service, calls])).toEqual([
      ['shop', 10],
      ['basket', 3],
    ]);
    expect(services[0]).toMatchObject({
      failures: 1,
      p95Milliseconds: 250,
      lines: {
        perSecond: [4 / 15, null, 6 / 15, null],
        errorShare: [0.25, null, 0, null],
        p95Milliseconds: [250, null, null, null],
      },
    });
  });

  test('are an error without Prometheus', async () => {
    delete backend['/api/v1'];
    const { status, body } = await asked.get('/api/overview/services');
    expect([status, body]).toEqual([
      502,
      expect.objectContaining({ detail: expect.stringMatching(/^Prometheus at /) }),
    ]);
  });
});

test('targets are met, missed, or not measured; missed ones come first', async () => {
  const info = (slo: string) => ({ slo, job: 'shop', meaning: 'Answers', target: '95 % within 100 ms' });
  series = {
    'slo:objective:info': [
      [info('a'), 1],
      [info('b'), 1],
      [info('c'), 1],
    ],
    'slo:error_budget': ['a', 'b', 'c'].map((slo) => [{ slo }, 0.05]),
    'slo:bad_events': [
      [{ slo: 'a' }, 0.01],
      [{ slo: 'b' }, 0.1],
    ],
  };
  const { objectives } = await get<ObjectivesAnswer>('objectives');
  expect(objectives).toMatchObject([
    { name: 'b', good: 0.9, least: 0.95, target: '95 % within 100 ms', service: 'shop' },
    { name: 'a', good: 0.99 },
    { name: 'c' },
  ]);
  expect(objectives[2]?.good).toBeUndefined();
});

test('what needs attention comes from all backends that answer', async () => {
  backend['/api/traces'] = { data: [jaegerTrace([{ spanId: '1'.repeat(16), name: 'GET /cart', kind: 'server' }])] };
  backend['/api/v2/alerts'] = [
    {
      labels: { alertname: 'HighErrorRate', severity: 'warning', job: 'shop' },
      annotations: { summary: 'High error rate', runbook_url: 'runbooks.md#higherrorrate' },
      startsAt: '2026-11-28T00:00:00Z',
      status: { state: 'active' },
    },
  ];
  delete backend['/api/v1'];
  const { alerts, traces, away } = await get<AttentionAnswer>('attention?minutes=5');
  expect(alerts).toMatchObject([
    { name: 'HighErrorRate', runbook: 'runbooks.md#higherrorrate', labels: { job: 'shop' } },
  ]);
  expect(traces).toMatchObject([{ operation: 'GET /cart' }]);
  expect(away).toEqual([expect.stringMatching(/^Prometheus at /)]);
});

test('failed requests come first, however many others were newer', async () => {
  const [failed, newer] = [{ 'otel.status_code': 'ERROR' }, {}].map((tags, index) =>
    jaegerTrace(
      [{ spanId: '1', name: 'GET /cart', milliseconds: 10 * (index + 1), tags }],
      String(index + 1).repeat(32),
    ),
  );
  backend['/api/traces'] = (path: string) => ({ data: [path.includes('error') ? failed : newer] });
  const { traces } = await get<AttentionAnswer>('attention?minutes=5');
  expect(traces.map(({ traceId, failed }) => [traceId, failed])).toEqual([
    ['1'.repeat(32), true],
    ['2'.repeat(32), false],
  ]);
});

test('a stream of events, which lasts as long as its reader, is not a slow request', async () => {
  const stream = { 'http.request.method': 'GET', 'http.response.header.content-type': '["text/event-stream"]' };
  const posted = { ...stream, 'http.request.method': 'POST' };
  const requests = [
    { name: 'GET /output/stream', milliseconds: 60_000, tags: stream },
    { name: 'POST /mcp', milliseconds: 30_000, tags: posted },
    { name: 'GET /cart', milliseconds: 10 },
  ];
  const found = requests.map((request, index) =>
    jaegerTrace([{ spanId: '1', kind: 'server', ...request }], String(index + 1).repeat(32)),
  );
  backend['/api/traces'] = (path: string) => ({ data: path.includes('error') ? [] : found });
  const { traces } = await get<AttentionAnswer>('attention?minutes=5');
  expect(traces.map(({ operation }) => operation)).toEqual(['POST /mcp', 'GET /cart']);
  const { body } = await asked.get('/api/traces');
  expect((body as TracesAnswer).traces.map(({ operation }) => operation)).toEqual([
    'POST /mcp',
    'GET /cart',
    'GET /output/stream',
  ]);
});
