import { parseContract } from './load.ts';
import { renderConstants } from './render.ts';

const VALID = `
spans:
  work: { kind: internal, meaning: Work., source: here, attributes: [user.id] }
span_events:
  pause: { meaning: A pause., source: here, attributes: [user.id] }
metrics:
  jobs: { instrument: counter, unit: "{job}", meaning: Jobs., source: here, attributes: [kind] }
  wait: { instrument: histogram, unit: s, buckets: [0.1, 1], meaning: Waiting., source: here }
  size: { instrument: gauge, unit: By, meaning: Size., source: here, attributes: [shelf], values: { shelf: [a] } }
collector_metrics: {}
attributes:
  user.id: { type: string, meaning: User's id., source: here }
  kind: { type: string, meaning: Kind of job., limit: 3, bounds: kinds, source: here }
  shelf: { type: string, meaning: Shelf., values: [a, b], source: here }
resource_attributes: {}
log_events:
  job done: { severity: [info], meaning: A job is done., source: here }
`;

function problemsOf(yaml: string): string {
  try {
    parseContract(yaml);
    return 'none';
  } catch (error) {
    return String(error);
  }
}

test('names become constants, and metrics come with the options of their instrument', () => {
  const constants = renderConstants(parseContract(VALID), { source: 'contract.yaml' });
  expect(constants).toContain("/** Work. */\nexport const SPAN_WORK = 'work';");
  expect(constants).toContain("/** A pause. */\nexport const SPAN_EVENT_PAUSE = 'pause';");
  expect(constants).toContain("/** A job is done. */\nexport const LOG_EVENT_JOB_DONE = 'job done';");
  expect(constants).toContain("/** User's id. */\nexport const ATTR_USER_ID = 'user.id';");
  expect(constants).toContain("'shelf': 'a' | 'b';");
  expect(constants).toContain("'size': { 'shelf': 'a' };");
  expect(constants).toMatch(
    /\[METRIC_WAIT\]: \{\s+unit: 's',\s+description: 'Waiting.',\s+advice: \{ explicitBucketBoundaries: \[0.1, 1\] \},/,
  );
});

test.each([
  ['nothing wrong', '', '', /^none$/],
  ['an unknown key', 'meaning: Jobs.', 'meaning: Jobs., colour: red', /metrics > jobs: .*colour/],
  ['an unknown instrument', 'counter', 'counters', /metrics > jobs > instrument: .*"counter"/],
  [
    'a histogram without buckets',
    'buckets: [0.1, 1], ',
    '',
    /metrics > wait > buckets: .*every histogram declares them/,
  ],
  ['buckets that do not rise', '[0.1, 1]', '[1, 0.1]', /metrics > wait > buckets: buckets must rise/],
  ['an undeclared attribute', '[kind]', '[kind, sort]', /metrics > jobs: attribute "sort" is not declared/],
  [
    'an attribute that nothing has',
    ', attributes: [kind]',
    '',
    /attributes > kind: no span, span event, metric or log event has it/,
  ],
  ['two keys with one constant', '  wait:', '  JOBS:', /metrics > JOBS: has the same constant as "jobs"/],
  [
    'a label without a bound',
    'limit: 3, bounds: kinds, ',
    '',
    /metrics > jobs: attribute "kind" may have any number of values/,
  ],
  ['a limit without a reason', 'bounds: kinds, ', '', /attributes > kind > bounds: a limit needs bounds/],
  ['values that are not allowed', '{ shelf: [a] }', '{ shelf: [c] }', /metrics > size > values > shelf: .*"c"/],
  ['values of no attribute', '{ shelf: [a] }', '{ kind: [a] }', /metrics > size > values: .*no attribute "kind"/],
  [
    'a target between buckets',
    'buckets: [0.1, 1]',
    'buckets: [0.1, 1], targets: [{ below: 0.5, of: each }]',
    /metrics > wait > buckets: .*a bucket at each/,
  ],
  ['broken YAML', 'spans:', 'spans: [', /the contract: \d+ problem/],
])('%s: the error gives the place and the reason', (_what, from, to, message) => {
  expect(problemsOf(VALID.replace(from, to))).toMatch(message);
});

test('a constants file for some sources has only the names that they import', () => {
  const names = new Set(['METRIC_OPTIONS', 'METRIC_WAIT', 'ATTR_KIND']);
  const constants = renderConstants(parseContract(VALID), { source: 'contract.yaml', names });
  expect([...constants.matchAll(/export \w+ (\w+)/g)].map(([, name]) => name)).toEqual([
    'METRIC_WAIT',
    'METRIC_OPTIONS',
    'ATTR_KIND',
  ]);
  expect(constants).not.toContain('METRIC_JOBS');
});
