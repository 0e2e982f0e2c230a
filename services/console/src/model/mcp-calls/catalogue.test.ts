import type { Bucket } from '../metrics/histogram.ts';
import { spanOf, traceOf } from '../testing/spans.ts';
import { catalogueOf } from './catalogue.ts';
import { type CallGroup, isFailure } from './group.ts';
import { sessionsOf } from './sessions.ts';
import { callsIn, groupsOfCalls } from './spans.ts';

const INFINITE = Number.POSITIVE_INFINITY;

function group(count: number, fields: Partial<CallGroup> = {}): CallGroup {
  const buckets: Bucket[] = [
    [10, 0],
    [20, count],
    [INFINITE, count],
  ];
  return {
    server: 'shop',
    serverVersion: undefined,
    client: 'agent',
    clientVersion: '1',
    method: 'tools/call',
    tool: 'price',
    prompt: undefined,
    protocol: '2026-07-28',
    transport: 'tcp',
    errorType: undefined,
    failed: false,
    count,
    buckets,
    ...fields,
  };
}

test('sums equal calls, the most frequent first, with failures and quantiles', () => {
  const { total, tools, clients, errors } = catalogueOf([
    group(6),
    group(2, { errorType: 'tool_error', failed: true }),
    group(10, { tool: 'order', clientVersion: '2' }),
    group(0, { tool: 'never' }),
  ]);
  expect(total).toMatchObject({ calls: 18, failures: 2, p95: { from: 10, to: 20 } });
  expect(tools.map(({ server, tool, calls, failures }) => [server, tool, calls, failures])).toEqual([
    ['shop', 'order', 10, 0],
    ['shop', 'price', 8, 2],
  ]);
  expect(clients).toMatchObject([{ clientVersion: '2' }, { clientVersion: '1' }]);
  expect(errors).toEqual([{ errorType: 'tool_error', calls: 2, failed: true }]);
});

test('distinguishes tools, prompts and other methods', () => {
  const { tools, prompts, methods } = catalogueOf([
    group(1),
    group(1, { tool: undefined, prompt: 'why', method: 'prompts/get' }),
    group(1, { tool: undefined, method: 'initialize' }),
  ]);
  expect([tools, prompts, methods]).toMatchObject([
    [{ tool: 'price' }],
    [{ prompt: 'why' }],
    [{ method: 'initialize' }],
  ]);
});

test('has no durations if some of the calls were measured in an unknown unit', () => {
  const { total, tools } = catalogueOf([group(5), group(5, { tool: 'strange', buckets: undefined })]);
  expect(total).toMatchObject({ calls: 10, p95: undefined });
  expect(tools).toEqual([
    expect.objectContaining({ tool: 'price', p95: expect.anything() }),
    expect.objectContaining({ tool: 'strange', p95: undefined, median: undefined }),
  ]);
});

test('a client that left is a failure of the client, not of the server', () => {
  expect([isFailure('cancelled', 'server'), isFailure('cancelled', 'client')]).toEqual([false, true]);
  expect([isFailure('tool_error', 'server'), isFailure(undefined, 'server')]).toEqual([true, false]);
});

const called = (id: string, at: number, fields: object = {}) =>
  spanOf(id, [at, at + 2000], {
    kind: 'SERVER',
    resource: { 'service.version': '3' },
    attributes: {
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'price',
      'cortex.mcp.client.name': 'agent',
      'mcp.session.id': 's1',
    },
    ...fields,
  });

test('gives the same from spans', () => {
  const trace = traceOf(
    called('1', 0),
    called('2', 10_000, { status: 'ERROR', durationMicroseconds: 50_000 }),
    spanOf('3', [0, 1], { kind: 'CLIENT', attributes: { 'mcp.method.name': 'tools/call' } }),
    spanOf('4', [0, 1], { kind: 'SERVER' }),
  );
  const { total, tools, servers, clients } = catalogueOf(groupsOfCalls(callsIn([trace], 'server'), 'server'));
  expect(total).toMatchObject({ calls: 2, failures: 1 });
  expect(total.median?.milliseconds).toBeCloseTo(2, 0);
  expect(Math.abs((total.p95?.milliseconds ?? 0) - 50)).toBeLessThan(5);
  expect([tools[0], servers[0], clients[0]]).toMatchObject([
    { server: 'shop', tool: 'price' },
    { server: 'shop', serverVersion: '3' },
    { client: 'agent', clientVersion: undefined },
  ]);
});

test('calls with one session id are one session, the latest first', () => {
  const later = { 'mcp.method.name': 'ping', 'mcp.session.id': 's2' };
  const none = { 'mcp.method.name': 'ping' };
  const calls = callsIn(
    [
      traceOf(
        called('1', 0),
        called('2', 10_000, { status: 'ERROR' }),
        called('3', 20_000, { attributes: later }),
        called('4', 30_000, { attributes: none }),
      ),
    ],
    'server',
  );
  expect(sessionsOf(calls, 'server')).toMatchObject([
    { id: 's2', calls: 1, first: 20, last: 22 },
    { id: 's1', calls: 2, failures: 1, client: 'agent', first: 0, last: 12 },
  ]);
});
