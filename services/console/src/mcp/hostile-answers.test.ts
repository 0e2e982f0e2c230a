import { TRACE_ID } from '../testing/jaeger-trace.ts';
import { AskedTools } from './testing/asked-tools.ts';
import { idOf, madeTrace } from './testing/made-trace.ts';

/** Characters of three bytes in UTF-8, control characters that change the direction of text, quotes that JSON escapes, and a lot of all. */
const NASTY = '\u202e"\u0000\u001b[31m<script>漢字'.repeat(15);
const MANY = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${NASTY}${index}`, NASTY]));
const HERE = { traceId: TRACE_ID, spanId: idOf(0) };

const seconds = Date.now() / 1000;
const labels = {
  ...MANY,
  job: NASTY,
  service_name: NASTY,
  span_name: NASTY,
  span_kind: NASTY,
  client: NASTY,
  server: NASTY,
};
const series = Array.from({ length: 10 }, (_, index) => ({
  metric: { ...labels, n: `${index}` },
  value: [seconds, '7'],
}));
const alert = {
  labels: { ...MANY, alertname: NASTY, severity: NASTY },
  annotations: { summary: NASTY, runbook_url: NASTY },
  startsAt: new Date().toISOString(),
  status: { state: 'active' },
};
const logLine = {
  ...MANY,
  _time: new Date().toISOString(),
  _msg: NASTY,
  'service.name': NASTY,
  severity_text: 'ERROR',
  trace_id: HERE.traceId,
  span_id: HERE.spanId,
};
const functions = Array.from({ length: 100 }, (_, index) => index + 1);
const profile = {
  stringTable: ['', NASTY],
  function: functions.map((id) => ({ id, name: 1, filename: 1 })),
  location: functions.map((id) => ({ id, line: [{ functionId: id, line: id }] })),
  sample: functions.map((id) => ({ locationId: functions.slice(id - 1), value: [1e9] })),
};

let asked: AskedTools;

beforeAll(async () => {
  asked = await AskedTools.open();
  const trace = madeTrace({
    name: NASTY,
    service: NASTY,
    tags: { ...MANY, error: NASTY },
    resource: MANY,
    events: 3,
  });
  asked.answers = {
    '/api/services': { data: [NASTY] },
    '/api/traces': { data: [trace] },
    '/api/v1/query_range': {
      data: { result: series.map(({ metric, value }) => ({ metric, values: Array(30).fill(value) })) },
    },
    '/api/v1/query': { data: { resultType: 'vector', result: series } },
    '/api/v2/alerts': Array.from({ length: 6 }, () => alert),
    '/select/logsql/query': Array.from({ length: 6 }, () => JSON.stringify(logLine)).join('\n'),
    '/querier.v1.QuerierService/LabelValues': { names: ['process_cpu:cpu:nanoseconds:cpu:nanoseconds'] },
    '/querier.v1.QuerierService/SelectMergeProfile': profile,
  };
});

afterAll(() => asked.close());

test.each([
  ['whats_wrong', {}],
  ['find_traces', {}],
  ['find_traces', { limit: 50 }],
  ['explain_trace', { trace_id: TRACE_ID }],
  ['get_trace', { trace_id: TRACE_ID }],
  ['get_trace', { trace_id: TRACE_ID, span_id: idOf(0) }],
  ['profile', { service: 'shop' }],
  ['profile', { service: NASTY }],
  ['search_logs', {}],
  ['compare_traces', { before: TRACE_ID, after: TRACE_ID }],
  ['list_operations', { service: NASTY }],
  ['query_metrics', { promql: 'up' }],
  ['query_metrics', { promql: 'up', since: '1h' }],
  ['list_alerts', {}],
  ['service_map', {}],
])('%s stays within 4 KB, links to a page and passes on no control characters', async (name, args) => {
  const { isError, data, text, bytes } = await asked.call(name, args);
  expect({ isError: isError ?? false, text: isError ? text : '' }).toEqual({ isError: false, text: '' });
  expect(bytes).toBeLessThanOrEqual(4096);
  expect(data.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\//);
  expect(text.endsWith(data.link)).toBe(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not come through
  expect(JSON.stringify(data).replaceAll('\\n', '') + text).not.toMatch(/[\u0000-\u0009\u001b\u202e]|\\u00/);
});
