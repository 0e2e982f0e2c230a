import type { LogLine } from '@cortex/telemetry-contract';
import { spanOf } from '@cortex/test-support/spans';
import { buildTraces, type TraceSpan } from '@cortex/trace-testing';
import { Expectation, ONCE } from '../expectation.ts';
import type { DeviationKind } from './deviation.ts';
import { judgeLinks } from './statements.ts';
import { judge } from './verdict.ts';

/** The id of the client's own span in all of these calls. */
const CLIENT = 'c1c1c1c1c1c1c1c1';
const STORE = 'core-api client tools/call store_input';

const span = (spanId: string, parentSpanId: string | undefined, fields: Partial<TraceSpan>) =>
  spanOf({
    spanId,
    parentSpanId,
    kind: 'SERVER',
    service: 'memory-service',
    name: '',
    durationMicroseconds: 100_000,
    ...fields,
  });

const http = (route: string, status: number) => ({ 'http.response.status_code': status, 'http.route': route });
const mcp = { 'mcp.method.name': 'tools/call' };

/** The spans of a stored input. */
const spans = () => ({
  entry: span('a', CLIENT, { service: 'core-api', name: 'POST /input', attributes: http('/input', 202) }),
  call: span('b', 'a', { service: 'core-api', kind: 'CLIENT', name: 'tools/call store_input', attributes: mcp }),
  request: span('c', 'b', { service: 'core-api', kind: 'CLIENT', name: 'POST', attributes: http('', 200) }),
  requested: span('d', 'c', { name: 'POST /mcp', attributes: http('/mcp', 200) }),
  stored: span('e', 'b', { name: 'tools/call store_input', attributes: mcp }),
  insert: span('f', 'e', { kind: 'CLIENT', name: 'INSERT user_history', attributes: { 'db.system.name': 'sqlite' } }),
});

type Spans = ReturnType<typeof spans>;

function line(spanId: string, service: string, route: string, status: number): LogLine {
  return { _msg: 'request done', span_id: spanId, 'service.name': service, route, status: String(status) };
}

const lines = () => [line('a', 'core-api', '/input', 202), line('d', 'memory-service', '/mcp', 200)];

function expectation(): Expectation {
  const expected = new Expectation('input');
  expected.expect({ span: 'core-api server POST /input', parentSpanId: CLIENT, status: 202 });
  expected.calls.set(STORE, ONCE);
  return expected;
}

function kindsOf(expected: Expectation, members: Partial<Spans>, told: LogLine[] = lines()): DeviationKind[] {
  const [trace] = buildTraces(Object.values(members));
  return judge(expected, { trace, lines: told }).deviations.map(({ kind }) => kind);
}

test('a trace that is as expected has no deviation', () => {
  expect(kindsOf(expectation(), spans())).toEqual([]);
});

test.each(['request', 'requested'] as const)('the response may end after the call has read its answer: %s', (name) => {
  const given = spans();
  const attributes = { ...given[name].attributes, 'http.request.method': 'POST' };
  const late = { ...given[name], attributes, durationMicroseconds: 500_000 };
  expect(kindsOf(expectation(), { ...given, [name]: late })).toEqual([]);
});

test.each<[string, (given: Spans) => Partial<Spans>, DeviationKind]>([
  [
    'a span whose parent is missing',
    ({ call, ...rest }) => ({ ...rest, call: { ...call, parentSpanId: 'x' } }),
    'orphans',
  ],
  [
    'a span with the wrong parent',
    ({ insert, ...rest }) => ({ ...rest, insert: { ...insert, parentSpanId: 'd' } }),
    'wrongParents',
  ],
  [
    'a span that outlasts its parent',
    ({ stored, ...rest }) => ({ ...rest, stored: { ...stored, durationMicroseconds: 103_000 } }),
    'wrongParents',
  ],
  [
    'a request that outlasts a parent that is not an MCP call',
    ({ request, ...rest }) => {
      const attributes = { ...request.attributes, 'http.request.method': 'POST' };
      return { ...rest, request: { ...request, parentSpanId: 'a', attributes, durationMicroseconds: 103_000 } };
    },
    'wrongParents',
  ],
  [
    'a second call',
    ({ call, ...rest }) => ({ ...rest, call, more: { ...call, spanId: 'g', status: 'ERROR' } }),
    'duplicates',
  ],
  ['a second entry', ({ entry, ...rest }) => ({ ...rest, entry, more: { ...entry, spanId: 'g' } }), 'duplicates'],
  ['a span that belongs to nothing', (given) => ({ ...given, more: span('g', 'a', { name: 'GET' }) }), 'duplicates'],
  [
    'another status',
    ({ entry, ...rest }) => ({ ...rest, entry: { ...entry, attributes: http('/input', 404) } }),
    'wrongStatus',
  ],
  ['no route', ({ entry, ...rest }) => ({ ...rest, entry: { ...entry, name: 'POST' } }), 'wrongStatus'],
  [
    'an error status without an error',
    ({ entry, ...rest }) => ({ ...rest, entry: { ...entry, status: 'ERROR' } }),
    'wrongStatus',
  ],
  [
    'an outcome that differs from the server',
    ({ stored, ...rest }) => ({ ...rest, stored: { ...stored, attributes: { ...mcp, 'error.type': 'tool_error' } } }),
    'wrongStatus',
  ],
  ['no entry', ({ entry: _, ...rest }) => rest, 'missing'],
  ['a call without its other side', ({ stored: _, insert: __, ...rest }) => rest, 'missing'],
  ['a call without its HTTP request', ({ request: _, requested: __, ...rest }) => rest, 'missing'],
])('%s is reported', (_, change, kind) => {
  expect(kindsOf(expectation(), change(spans()))).toContain(kind);
});

test('a log line that is missing, duplicated or different is reported', () => {
  const [first, second] = lines() as [LogLine, LogLine];
  expect(kindsOf(expectation(), spans(), [first])).toEqual(['missing']);
  expect(kindsOf(expectation(), spans(), [first, second, second])).toEqual(['duplicates']);
  expect(kindsOf(expectation(), spans(), [{ ...first, status: '499' }, second])).toEqual(['wrongStatus']);
});

test('a request that is not sampled has log lines and no spans', () => {
  const expected = new Expectation('input', { isSampled: false });
  expected.expect({ span: 'core-api server POST /input', parentSpanId: CLIENT, status: 202 });
  expect(kindsOf(expected, {})).toEqual([]);
  expect(kindsOf(expected, {}, [])).toEqual(['missing']);
  expect(kindsOf(expected, { entry: spans().entry })).toEqual(['duplicates']);
});

test('a wrong answer to the client is reported', () => {
  const expected = expectation();
  expected.complaints.push('expected 202, came 503');
  expect(kindsOf(expected, spans())).toEqual(['wrongStatus']);
});

test('an input and the batch of another one that stored it link to each other', () => {
  const { insert, stored, ...rest } = spans();
  const linked = { ...stored, links: [{ traceId: '2', spanId: 'other' }] };
  const [trace] = buildTraces(Object.values({ ...rest, linked }));
  const verdict = judge(expectation(), { trace, lines: lines() });
  expect(verdict.deviations).toEqual([]);
  const kinds = (batches: Map<string, Set<string>>) => judgeLinks(verdict, batches).map(({ kind }) => kind);
  expect(kinds(new Map([['other', new Set(['e'])]]))).toEqual([]);
  expect(kinds(new Map([['other', new Set()]]))).toEqual(['missing']);
  expect(kinds(new Map())).toEqual(['missing']);
});
