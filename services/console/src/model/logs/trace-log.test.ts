import { spanOf, traceOf } from '../testing/spans.ts';
import { filteredLog, type LoggedLine, microsecondsOf, traceLog } from './trace-log.ts';

const BEGIN = Date.parse('2026-11-28T12:00:00Z') * 1000;
const line = (milliseconds: number, fields: Partial<LoggedLine> = {}): LoggedLine => ({
  time: new Date(BEGIN / 1000 + milliseconds).toISOString(),
  service: 'shop',
  severity: 'warn',
  message: `after ${milliseconds}`,
  spanId: 'root',
  fields: {},
  ...fields,
});
const thrown = {
  name: 'exception',
  timeMicroseconds: BEGIN + 40_000,
  attributes: { 'exception.type': 'Error', 'exception.message': 'no stock' },
};
const trace = traceOf(
  spanOf('root', [BEGIN, BEGIN + 100_000], { events: [thrown] }),
  spanOf('read', [BEGIN + 30_000, BEGIN + 60_000], { under: 'root', service: 'memory' }),
);

test('sorts begins, events and lines by time', () => {
  const entries = traceLog(trace, [line(20), line(50)]);
  expect(entries.map(({ kind, text, level, spanId }) => [kind, text, level, spanId])).toEqual([
    ['span', 'root', '', 'root'],
    ['line', 'after 20', 'warn', 'root'],
    ['span', 'read', '', 'read'],
    ['event', 'Error: no stock', 'error', 'root'],
    ['line', 'after 50', 'warn', 'root'],
  ]);
});

test.each([
  [{ kind: 'line' as const }, ['after 20', 'found']],
  [{ service: 'memory' }, ['read']],
  [{ text: 'STOCK' }, ['Error: no stock']],
  [{ text: 'pear', kind: 'line' as const }, ['found']],
])('keeps what matches %j', (filter, expected) => {
  const entries = traceLog(trace, [line(20), line(90, { message: 'found', fields: { fruit: 'Pear' } })]);
  expect(filteredLog(entries, filter).map(({ text }) => text)).toEqual(expected);
});

test.each([
  ['2026-11-28T12:00:00Z', 0],
  ['2026-11-28T12:00:00.25Z', 250_000],
  ['2026-11-28T12:00:00.000123Z', 123],
  ['2026-11-28T12:00:00.0001239Z', 123],
])('reads the microseconds of %s', (time, after) => {
  expect(microsecondsOf(time)).toBe(BEGIN + after);
});
