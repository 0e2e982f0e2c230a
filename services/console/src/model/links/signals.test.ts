import { logsSearch, metricsSearch, profilesSearch, signalsOf, tracesSearch } from './signals.ts';
import { around } from './time-shown.ts';

const TRACE = 'a'.repeat(32);
const SPAN = 'b'.repeat(16);
const NOON = Date.UTC(2026, 10, 28, 12);
const MINUTE = 60_000;

test.each([
  ['a service', { service: 'shop' }, ['traces', 'metrics', 'logs', 'profiles']],
  ['a trace', { traceId: TRACE }, ['traces', 'logs']],
  ['a span', { traceId: TRACE, spanId: SPAN }, ['traces', 'logs', 'profiles']],
  ['nothing', { service: '', operation: 'GET /' }, []],
])('%s has links to the signals with data about it', (_, subject, signals) => {
  expect(signalsOf(subject)).toEqual(signals);
});

test('a service links to its traces, lines and profile in the same time', () => {
  const time = { last: undefined, from: NOON, to: NOON + MINUTE };
  const subject = { service: 'shop', operation: 'GET /goods', tool: 'count', time };
  expect(tracesSearch(subject)).toEqual({ ...time, service: 'shop', operation: 'GET /goods', tool: 'count' });
  expect(logsSearch(subject)).toEqual({ ...time, service: 'shop' });
  expect(profilesSearch(subject)).toEqual({ ...time, service: 'shop', operation: 'GET /goods' });
});

test('a tool links to the profile of its calls, not of the whole server', () => {
  const subject = { service: 'shop', tool: 'count' };
  expect(profilesSearch(subject)).toEqual({ service: 'shop', operation: 'tools/call count' });
  expect(profilesSearch({ ...subject, traceId: TRACE, spanId: SPAN })).not.toHaveProperty('operation');
});

test('a span links to the lines of its trace, and to its own profile', () => {
  const subject = { service: 'shop', operation: 'GET /goods', traceId: TRACE, spanId: SPAN };
  expect(logsSearch(subject)).toEqual({ trace: TRACE });
  expect(profilesSearch(subject)).toEqual({ service: 'shop', trace: TRACE, span: SPAN });
});

test('its metrics are those of its spans, in any namespace, and hostile names stay within their quotes', () => {
  const { query } = metricsSearch({ service: 'a.b', operation: 'GET "/"} or up{', tool: 'count' });
  const selector = '{job=~"(.+/)?(a\\\\.b)",span_name="GET \\"/\\"} or up{",gen_ai_tool_name="count"}';
  expect(query.split(selector)).toHaveLength(4);
  expect(query.replaceAll(selector, '{}')).toMatch(
    /^histogram_quantile\(0\.95, [^"{]*traces_span_metrics_duration_seconds_bucket\{\}\[300s\][^"]*\)$/,
  );
});

test('no range ends in the future', () => {
  const now = Date.now();
  const { from, to } = around(now - 1000, now - 500);
  expect(from).toBe(now - 61_000);
  expect(to).toBeGreaterThanOrEqual(now);
  expect(to).toBeLessThanOrEqual(Date.now());
});

test('the range of metrics is long enough for a rate, and no longer than requested', () => {
  expect(metricsSearch({ service: 'shop', time: around(NOON, NOON) })).toMatchObject({
    last: undefined,
    from: NOON - 7.5 * MINUTE,
    to: NOON + 7.5 * MINUTE,
  });
  const day = { last: undefined, from: NOON - 24 * 60 * MINUTE, to: NOON };
  expect(metricsSearch({ service: 'shop', time: day })).toMatchObject(day);
  expect(metricsSearch({ service: 'shop', time: { last: '6h' } })).toMatchObject({ last: '6h' });
  expect(metricsSearch({ service: 'shop' })).not.toHaveProperty('from');
});
