import { parseContract } from '../load.ts';
import { absent } from './absent.ts';
import { checkLogs } from './check-logs.ts';
import { checkMetrics } from './check-metrics.ts';
import { checkSpans, type LiveSpan } from './check-spans.ts';

const contract = parseContract(`
spans:
  work: { kind: internal, meaning: Work., source: here, attributes: [kind] }
  call: { name: "{method} {kind | size}", kind: client, meaning: Call., source: here, attributes: [method, kind] }
span_events:
  pause: { meaning: Pause., source: here, attributes: [kind] }
metrics:
  jobs: { instrument: counter, unit: "{job}", meaning: Jobs., source: here, attributes: [kind, size] }
  wait: { when: fault, instrument: histogram, unit: s, buckets: [1], meaning: Waiting., source: here }
collector_metrics: {}
attributes:
  method: { type: string, meaning: Method., source: here }
  kind: { type: string, meaning: Kind., values: [small, large], source: here }
  size: { type: string, meaning: Size., limit: 2, bounds: two, source: here }
resource_attributes:
  service.name: { label: job, meaning: Name., source: here }
log_events:
  done: { severity: [info], meaning: Done., source: here, attributes: [kind] }
  stopped: { message: "{kind} stopped", severity: [warn], meaning: Stopped., source: here }
`);

const metrics = (...series: Record<string, string>[]) => checkMetrics(contract, series);
const line = (fields: Record<string, string>) => checkLogs(contract, [{ severity_text: 'INFO', ...fields }]);
const span = (fields: Partial<LiveSpan>) =>
  checkSpans(contract, [{ service: 'a', kind: 'INTERNAL', attributes: {}, events: [], ...fields } as LiveSpan]);

const event = (name: string, attributes = {}) => ({ name, attributes });

test('declared signals are seen and cause no violation', () => {
  const { violations, seen } = metrics(
    { __name__: 'jobs_total', job: 'a', instance: '1', kind: 'small', size: '1' },
    { __name__: 'wait_seconds_bucket', job: 'a', le: '1' },
    { __name__: 'up', job: 'a', target: 'x' },
  );
  expect({ violations, seen: [...seen] }).toEqual({ violations: [], seen: ['jobs', 'wait'] });
  expect(span({ name: 'work' }).violations).toEqual([]);
  expect(span({ name: 'GET small', kind: 'CLIENT', attributes: { method: 'GET', kind: 'small' } }).violations).toEqual(
    [],
  );
  expect([...line({ _msg: 'small stopped', severity_text: 'WARN' }).seen]).toEqual(['stopped']);
});

test.each([
  ['a metric', metrics({ __name__: 'tasks_total', job: 'a' }), 'metric tasks_total of a is not declared'],
  ['a label', metrics({ __name__: 'jobs_total', user: 'x' }), 'jobs: label user is not declared'],
  [
    'a bucket label without a histogram',
    metrics({ __name__: 'jobs_total', le: '1' }),
    'jobs: label le is not declared',
  ],
  ['a value', metrics({ __name__: 'jobs_total', kind: 'odd' }), 'jobs: kind is "odd", allowed: small,large'],
  [
    'too many values',
    metrics(...['1', '2', '3'].map((size) => ({ __name__: 'jobs_total', size }))),
    'jobs: size has more than 2 values',
  ],
  [
    'a resource',
    metrics({ __name__: 'target_info', job: 'a', pid: '1' }),
    'resource attribute pid of a is not declared',
  ],
  ['a span', span({ name: 'play' }), 'INTERNAL span "play" of a is not declared'],
  [
    'an attribute of a span',
    span({ name: 'work', attributes: { size: 1 } }),
    'INTERNAL span "work" of a: work does not declare size',
  ],
  [
    'an event of a span',
    span({ name: 'work', events: [event('gone')] }),
    'event "gone" of span "work" is not declared',
  ],
  [
    'an attribute of an event',
    span({ name: 'work', events: [event('pause', { size: 1 })] }),
    'event "pause" of span "work" does not declare size',
  ],
  ['a log event', line({ _msg: 'gone', 'service.name': 'a' }), 'log event "gone" of a is not declared'],
  [
    'an attribute of a log event',
    line({ _msg: 'done', size: '1' }),
    'log event "done": attribute size is not declared',
  ],
  ['a severity', line({ _msg: 'done', severity_text: 'ERROR' }), 'log event "done": severity ERROR'],
])('%s that is not declared is reported', (_what, { violations }, expected) => {
  expect(violations).toContain(expected);
});

test('an unseen signal is missing, unless it needs a condition to appear', () => {
  expect(absent(contract.metrics, new Set())).toEqual({ missing: ['jobs'], conditional: ['wait (when fault)'] });
});
