import { once } from 'node:events';
import { createLogger, createTokenIssuer, type StartedService } from '@cortex/runtime';
import { createMcpClient, type McpClient } from '@cortex/runtime/mcp-client';
import { startMetricHarness } from '@cortex/trace-testing';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startCognition } from './app.ts';
import { LIMITS, type Limits } from './config.ts';
import type { HistoryItem } from './context/history-item.ts';
import {
  itemsOf,
  type RememberingService,
  SECRET,
  SERVICE_CONFIG,
  startMemoryService,
} from './testing/memory-service.ts';

const issuer = createTokenIssuer({ secret: SECRET, issuer: 'core-api' });
const token = (userId: string) => issuer.issue(userId, 'cognition-service');
const alice = { userId: 'alice' };

/** 600 items, of which the oldest is about tomatoes. */
const remembered = itemsOf([...Array.from({ length: 599 }, (_, index) => `lunch number ${index}`), 'ripe tomatoes']);

let memory: RememberingService;
let cognition: StartedService;
let client: McpClient;

async function start(limits: Limits): Promise<void> {
  cognition = await startCognition({
    service: SERVICE_CONFIG,
    logLevel: 'silent',
    workers: 1,
    memoryUrl: memory.url,
    internalSecret: SECRET,
    limits,
  });
  client = createMcpClient({
    service: 'tests',
    peer: 'cognition-service',
    url: cognition.url,
    token,
    logger: createLogger('tests', 'silent'),
  });
}

async function restart(limits: Limits): Promise<void> {
  await client.close();
  await cognition.stop();
  await start(limits);
}

beforeEach(async () => {
  memory = await startMemoryService([...remembered]);
  await start(LIMITS);
});

afterEach(async () => {
  await client.close();
  await cognition.stop();
  await memory.stop();
});

/** Never answers: waits until its caller aborts. */
const untilGivenUp = (signal: AbortSignal) => once(signal, 'abort');

async function post(body: unknown, signal = new AbortController().signal): Promise<Response> {
  const headers = { authorization: `Bearer ${await token('alice')}`, 'content-type': 'application/json' };
  return fetch(`${cognition.url}/tool/get_context`, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

test('a v1 client that knows the output schema gets contexts and errors', async () => {
  const stock = new ClientV1({ name: 'test', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${await token('alice')}` } };
  const transport = new TransportV1(new URL('/mcp', cognition.url), { requestInit });
  await stock.connect(transport as Parameters<ClientV1['connect']>[0]);
  const { tools } = await stock.listTools();
  const ask = (userId: string) =>
    stock.callTool({ name: 'get_context', arguments: { user_id: userId, query: 'lunch' } });
  const [context, refused] = [await ask('alice'), await ask('bob')];
  await stock.close();
  expect(tools.map(({ name }) => name)).toEqual(['get_context']);
  expect(context).toMatchObject({ structuredContent: { user_id: 'alice', result_type: 'full' } });
  expect(refused).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('user_id') }] });
});

test('the context of a query begins with the matching items, however old', async () => {
  const context = await client.callTool('get_context', { user_id: 'alice', query: 'tomatoes', limit: 2 }, alice);
  expect(context).toEqual({
    user_id: 'alice',
    query: 'tomatoes',
    context: [
      { ...remembered[599], score: expect.any(Number) },
      { ...remembered[0], score: 0 },
    ],
    result_type: 'full',
  });
  expect(memory.calls.every(({ user_id }) => user_id === 'alice')).toBe(true);
});

test('without a query the context is the newest items, and no others are read', async () => {
  const context = await client.callTool('get_context', { user_id: 'alice', limit: 3 }, alice);
  expect(context).toMatchObject({ context: remembered.slice(0, 3), result_type: 'full' });
  expect(memory.calls).toMatchObject([{ user_id: 'alice', limit: 3 }]);
});

test('a second query reads only the items stored since the first', async () => {
  const ask = () => client.callTool('get_context', { user_id: 'alice', query: 'tomatoes', limit: 2 }, alice);
  await ask();
  memory.calls.length = 0;
  const [late] = itemsOf(['green tomatoes']);
  memory.items.unshift({ ...late, id: 'late', created_at: '1999-01-01T00:00:00.000Z' } as HistoryItem);
  expect(await ask()).toMatchObject({ context: [{ id: remembered[599]?.id }, { id: 'late' }] });
  expect(memory.calls).toEqual([{ user_id: 'alice', limit: 250, since: '600' }]);
});

test('the plain route gives the same answer', async () => {
  const input = { user_id: 'alice', query: 'tomatoes', limit: 1 };
  const response = await post(input);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(await client.callTool('get_context', input, alice));
});

test.each([
  ['another user', { user_id: 'bob' }, 403],
  ['a wrong limit', { user_id: 'alice', limit: 0 }, 422],
  ['no user', {}, 422],
])('%s is refused in the same way over MCP and HTTP', async (_, input, status) => {
  await expect(client.callTool('get_context', input, alice)).rejects.toMatchObject({ status });
  expect((await post(input)).status).toBe(status);
  expect(memory.calls).toEqual([]);
});

test('without the memory service the context is empty, and its type is fallback', async () => {
  await memory.stop();
  const input = { user_id: 'alice', query: 'tomatoes' };
  expect(await client.callTool('get_context', input, alice)).toEqual({
    ...input,
    context: [],
    result_type: 'fallback',
  });
});

test('once the memory service is known to be away, the context is made from the last known items', async () => {
  const ask = (input: object) => client.callTool('get_context', { user_id: 'alice', limit: 2, ...input }, alice);
  await ask({ query: 'tomatoes' });
  await memory.stop();
  // The failures of two calls open the circuit.
  expect(await ask({ query: 'tomatoes' })).toMatchObject({ context: [], result_type: 'fallback' });
  expect(await ask({ query: 'tomatoes' })).toMatchObject({
    context: [{ id: remembered[599]?.id }, { id: remembered[0]?.id }],
    result_type: 'fallback',
  });
  expect(await ask({})).toMatchObject({ context: remembered.slice(0, 2), result_type: 'fallback' });
});

test('when the memory service hangs, the caller gets a fallback in time', async () => {
  await restart({ ...LIMITS, memory: { attemptMilliseconds: 20, backoffMilliseconds: 1 } });
  memory.answering = untilGivenUp;
  expect(await client.callTool('get_context', { user_id: 'alice' }, alice)).toMatchObject({ result_type: 'fallback' });
});

test('requests beyond the queue are refused at once, with a Retry-After', async () => {
  await restart({ ...LIMITS, queue: { workers: 1, maxWaiting: 1 } });
  memory.answering = untilGivenUp;
  const callers = new AbortController();
  const answers = [1, 2, 3].map(() => post({ user_id: 'alice' }, callers.signal));
  // One is being generated and one waits, both for ever.
  const answer = await Promise.race(answers);
  expect({ status: answer.status, retryAfter: answer.headers.get('retry-after') }).toEqual({
    status: 503,
    retryAfter: '1',
  });
  callers.abort();
  await Promise.allSettled(answers);
});

test('a late answer neither reverts the history nor causes it to be read again', async () => {
  const ask = () => client.callTool('get_context', { user_id: 'alice', query: 'tomatoes', limit: 2 }, alice);
  await ask();
  memory.calls.length = 0;
  const [asked, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  memory.answering = () => {
    memory.answering = async () => {};
    asked.resolve();
    return late.promise;
  };
  const first = ask();
  await asked.promise;
  const [fresh] = itemsOf(['green tomatoes']);
  memory.items.unshift({ ...fresh, id: 'fresh' } as HistoryItem);
  await ask();
  late.resolve();
  await first;
  await ask();
  expect(memory.calls.map(({ since }) => since)).toEqual(['600', '600', '601']);
});

test('a history that was replaced by an older one is read again', async () => {
  const ask = () => client.callTool('get_context', { user_id: 'alice', query: 'tomatoes', limit: 1 }, alice);
  await ask();
  memory.items.splice(0, memory.items.length, ...itemsOf(['restored']));
  expect(await ask()).toMatchObject({ context: [{ content: 'restored' }], result_type: 'full' });
});

test.each([
  ['answers', async () => {}, { status: 'healthy', checks: { memory_service: 'healthy' } }],
  ['is away', () => memory.stop(), { status: 'degraded', checks: { memory_service: 'unhealthy' } }],
])('while the memory service %s, the service is ready', async (_, arrange, report) => {
  await arrange();
  const health = await fetch(`${cognition.url}/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject(report);
  expect((await fetch(`${cognition.url}/health/ready`)).status).toBe(200);
});

test('contexts, the calls for them and the cached indexes are measured', async () => {
  const harness = startMetricHarness();
  await restart(LIMITS);
  const ask = () => client.callTool('get_context', { user_id: 'alice', query: 'tomatoes' }, alice);
  await ask();
  await ask();
  expect(await harness.value('context_generation_total', { result_type: 'full' })).toBe(2);
  expect(await harness.value('context_generation_duration_seconds', { result_type: 'full' })).toBe(2);
  expect(await harness.value('context_size_bytes', { result_type: 'full' })).toBe(2);
  expect(await harness.value('cache_misses_total', { cache: 'user_index' })).toBe(1);
  expect(await harness.value('cache_hits_total', { cache: 'user_index' })).toBe(1);
  const answered = (await harness.value('memory_service_calls_total', { operation: 'get_history' })) ?? 0;
  expect(answered).toBeGreaterThanOrEqual(2);
  await memory.stop();
  await ask();
  expect(await harness.value('context_generation_total', { result_type: 'fallback' })).toBe(1);
  expect(await harness.value('memory_service_calls_total', { operation: 'get_history_error' })).toBe(1);
  expect(await harness.value('memory_service_duration_seconds', { operation: 'get_history' })).toBe(answered);
  await harness.stop();
});
