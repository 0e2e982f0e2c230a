import { createLogger, createTokenIssuer, type StartedService } from '@cortex/runtime';
import { createMcpClient, type McpClient } from '@cortex/runtime/mcp-client';
import { startCognition } from './app.ts';
import type { HistoryItem } from './context/history-item.ts';
import {
  itemsOf,
  type RememberingService,
  SECRET,
  SERVICE_CONFIG,
  startMemoryService,
} from './testing/memory-service.ts';

const issuer = createTokenIssuer({ secret: SECRET, issuer: 'tests' });
const token = (userId: string) => issuer.issue(userId, 'cognition-service');
const alice = { userId: 'alice' };

/** 600 items, the oldest of which is about tomatoes. */
const remembered = itemsOf([...Array.from({ length: 599 }, (_, index) => `lunch number ${index}`), 'ripe tomatoes']);

let memory: RememberingService;
let cognition: StartedService;
let client: McpClient;

beforeEach(async () => {
  memory = await startMemoryService([...remembered]);
  cognition = await startCognition({
    service: SERVICE_CONFIG,
    logLevel: 'silent',
    memoryUrl: memory.url,
    internalSecret: SECRET,
  });
  client = createMcpClient({
    service: 'tests',
    peer: 'cognition-service',
    url: cognition.url,
    token,
    logger: createLogger('tests', 'silent'),
  });
});

afterEach(async () => {
  await client.close();
  await cognition.stop();
  await memory.stop();
});

async function post(body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${await token('alice')}`, 'content-type': 'application/json' };
  return fetch(`${cognition.url}/tool/get_context`, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('the context of a query begins with what matches, however old', async () => {
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

test('without a query the newest items are the context, and no more are read', async () => {
  const context = await client.callTool('get_context', { user_id: 'alice', limit: 3 }, alice);
  expect(context).toMatchObject({ context: remembered.slice(0, 3), result_type: 'full' });
  expect(memory.calls).toMatchObject([{ user_id: 'alice', limit: 3 }]);
});

test('a second query reads only what was stored since the first', async () => {
  const ask = () => client.callTool('get_context', { user_id: 'alice', query: 'tomatoes', limit: 2 }, alice);
  await ask();
  memory.calls.length = 0;
  const [late] = itemsOf(['green tomatoes']);
  memory.items.unshift({ ...late, id: 'late', created_at: '1999-01-01T00:00:00.000Z' } as HistoryItem);
  expect(await ask()).toMatchObject({ context: [{ id: remembered[599]?.id }, { id: 'late' }] });
  expect(memory.calls).toEqual([{ user_id: 'alice', limit: 250, since: '600' }]);
});

test('the plain route answers the same', async () => {
  const input = { user_id: 'alice', query: 'tomatoes', limit: 1 };
  const response = await post(input);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(await client.callTool('get_context', input, alice));
});

test.each([
  ['another user', { user_id: 'bob' }, 403],
  ['a wrong limit', { user_id: 'alice', limit: 0 }, 422],
  ['no user', {}, 422],
])('%s is refused alike over MCP and HTTP', async (_, input, status) => {
  await expect(client.callTool('get_context', input, alice)).rejects.toMatchObject({ status });
  expect((await post(input)).status).toBe(status);
  expect(memory.calls).toEqual([]);
});

test('a memory service that is away makes contexts a 503 and the service unhealthy', async () => {
  await memory.stop();
  await expect(client.callTool('get_context', { user_id: 'alice' }, alice)).rejects.toMatchObject({ status: 503 });
  const answer = await post({ user_id: 'alice', query: 'tomatoes' });
  expect({ status: answer.status, retryAfter: answer.headers.get('retry-after') }).toEqual({
    status: 503,
    retryAfter: '1',
  });
  expect(await answer.json()).toEqual({
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    detail: 'There is no context now, because the memory service does not answer: try again in a moment',
    instance: expect.any(String),
  });
  const health = await fetch(`${cognition.url}/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ checks: { memory_service: 'unhealthy' } });
});

test('a memory service that answers makes the service healthy', async () => {
  expect((await fetch(`${cognition.url}/health`)).status).toBe(200);
});
