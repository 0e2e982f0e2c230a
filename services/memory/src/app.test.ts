import { createLogger } from '@cortex/runtime';
import { createMcpClient, type McpClient } from '@cortex/runtime/mcp-client';
import { startMetricHarness } from '@cortex/trace-testing';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { HistoryPage } from './history/read-history.ts';
import { type MemoryService, memoryService, tokenFor } from './testing/memory-service.ts';

const input = { input_id: 'one', user_id: 'ada', content: 'hello', created_at: '2026-01-01T00:00:00Z' };

describe('memory service', () => {
  test('stores and returns inputs over the plain routes', async () => {
    await using memory = await memoryService();
    const stored = await memory.request('/tool/store_input', {
      as: 'ada',
      body: { ...input, metadata: { from: 'test' } },
    });
    const again = await memory.request('/tool/store_input', { as: 'ada', body: input });
    const history = await memory.request('/tool/get_history', { as: 'ada', body: { user_id: 'ada' } });
    const resource = await memory.request('/resource/history/ada?limit=5', { as: 'ada' });

    expect(await stored.json()).toEqual({ input_id: 'one', status: 'stored' });
    expect(await again.json()).toEqual({ input_id: 'one', status: 'duplicate' });
    const page = {
      items: [{ id: 'one', content: 'hello', metadata: { from: 'test' }, created_at: '2026-01-01T00:00:00.000Z' }],
    };
    expect(await history.json()).toEqual(page);
    expect(await resource.json()).toEqual(page);
  });

  test('does the same over MCP', async () => {
    await using memory = await memoryService();
    await using client = clientOf(memory);
    const as = { userId: 'ada' };
    await expect(client.callTool('store_input', input, as)).resolves.toEqual({ input_id: 'one', status: 'stored' });
    const page = { items: [{ id: 'one', content: 'hello', metadata: {}, created_at: '2026-01-01T00:00:00.000Z' }] };
    await expect(client.callTool('get_history', { user_id: 'ada', limit: 1 }, as)).resolves.toEqual(page);
    await expect(client.readResource('history://ada', as)).resolves.toEqual(page);
    await expect(client.callTool('get_history', { user_id: 'eve' }, as)).rejects.toMatchObject({ status: 403 });
    await expect(client.readResource('history://eve', as)).rejects.toMatchObject({ status: 403 });
    await expect(client.callTool('store_input', { ...input, user_id: 'eve' }, { userId: 'eve' })).rejects.toMatchObject(
      {
        status: 409,
      },
    );
    await expect(
      client.callTool('store_input', { ...input, input_id: 'two', metadata: nested(3000) }, as),
    ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('at most 32 levels') });
  });

  test('summarizes the history over the plain route and MCP, also for a user without one', async () => {
    await using memory = await memoryService();
    await memory.request('/tool/store_input', { as: 'ada', body: input });
    await memory.request('/tool/store_input', {
      as: 'ada',
      body: { ...input, input_id: 'two', content: 'Hello moon' },
    });
    const summary = {
      user_id: 'ada',
      total_interactions: 2,
      last_active: '2026-01-01T00:00:00.000Z',
      common_topics: ['hello', 'moon'],
    };
    expect(await (await memory.request('/resource/summary/ada', { as: 'ada' })).json()).toEqual(summary);
    await using client = clientOf(memory);
    await expect(client.readResource('summary://ada', { userId: 'ada' })).resolves.toEqual(summary);
    const nothing = { user_id: 'eve', total_interactions: 0, common_topics: [] };
    expect(await (await memory.request('/resource/summary/eve', { as: 'eve' })).json()).toEqual(nothing);
  });

  test('counts storing and reading over the plain routes as over MCP', async () => {
    const harness = startMetricHarness();
    await using memory = await memoryService();
    await using client = clientOf(memory);
    const as = { userId: 'ada' };
    await client.callTool('store_input', input, as);
    await memory.request('/tool/store_input', { as: 'ada', body: { ...input, input_id: 'two' } });
    await client.readResource('history://ada', as);
    await memory.request('/resource/history/ada', { as: 'ada' });
    const operations = (operation: string) => harness.value('storage_operation_duration_seconds', { operation });
    expect([await operations('store_input'), await operations('history')]).toEqual([2, 2]);
    await harness.stop();
  });

  test('answers a v1 client that knows the output schemas, including errors', async () => {
    await using memory = await memoryService();
    const client = new ClientV1({ name: 'test', version: '1' });
    const requestInit = { headers: { Authorization: `Bearer ${await tokenFor('ada')}` } };
    const transport = new TransportV1(new URL('/mcp', memory.url), { requestInit });
    await client.connect(transport as Parameters<ClientV1['connect']>[0]);
    try {
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(['store_input', 'get_history']);
      for (const { name } of tools) {
        const arguments_ = { user_id: 'ada', input_id: 'one', content: 'hello' };
        expect(await client.callTool({ name, arguments: arguments_ })).not.toHaveProperty('isError');
        const foreign = await client.callTool({ name, arguments: { ...arguments_, user_id: 'eve' } });
        expect(foreign).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('user_id') }] });
        const empty = await client.callTool({ name, arguments: {} });
        expect(empty).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('came nothing') }] });
      }
    } finally {
      await client.close();
    }
  });

  test('continues from the cursor of the previous page', async () => {
    await using memory = await memoryService();
    for (const input_id of ['one', 'two', 'three']) {
      await memory.request('/tool/store_input', { as: 'ada', body: { ...input, input_id } });
    }
    const first = await readPage(memory, '/resource/history/ada?limit=2');
    const second = await readPage(memory, `/resource/history/ada?limit=2&before=${first.next_before}`);

    expect(first.items.map(({ id }) => id)).toEqual(['three', 'two']);
    expect(second.items.map(({ id }) => id)).toEqual(['one']);
    expect(second.next_before).toBeUndefined();
  });

  test('is healthy while its database answers', async () => {
    await using memory = await memoryService();
    const health = await memory.request('/health');
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'healthy', checks: { database: 'healthy' } });
  });

  test.each([
    ['no token', '/resource/history/ada', {}, 401, /Bearer/],
    ["another user's history", '/resource/history/eve', { as: 'ada' }, 403, /user_id/],
    [
      'a stream of another user',
      '/resource/history/eve',
      { as: 'ada', headers: { Accept: 'text/event-stream' } },
      403,
      /user_id/,
    ],
    ["another user's tool call", '/tool/get_history', { as: 'ada', body: { user_id: 'eve' } }, 403, /user_id/],
    ["another user's summary", '/resource/summary/eve', { as: 'ada' }, 403, /user_id/],
    ['an input for another user', '/tool/store_input', { as: 'eve', body: input }, 403, /user_id/],
    ['no content', '/tool/store_input', { as: 'ada', body: { ...input, content: '' } }, 422, /content/],
    [
      'content that is too long',
      '/tool/store_input',
      { as: 'ada', body: { ...input, content: 'x'.repeat(16_385) } },
      422,
      /content: .*16384/,
    ],
    [
      'content of a wrong type',
      '/tool/store_input',
      { as: 'ada', body: { ...input, content: 7 } },
      422,
      /content: expected a string/,
    ],
    ['no input id', '/tool/store_input', { as: 'ada', body: { ...input, input_id: undefined } }, 422, /input_id/],
    [
      'an input id of two lines',
      '/tool/store_input',
      { as: 'ada', body: { ...input, input_id: 'a\nb' } },
      422,
      /input_id: expected 1 to 128/,
    ],
    [
      'metadata that is not an object',
      '/tool/store_input',
      { as: 'ada', body: { ...input, metadata: [1] } },
      422,
      /metadata/,
    ],
    [
      'metadata that is too long',
      '/tool/store_input',
      { as: 'ada', body: { ...input, metadata: { a: 'x'.repeat(16_384) } } },
      422,
      /metadata: .*16384/,
    ],
    [
      'metadata nested too deeply',
      '/tool/store_input',
      { as: 'ada', body: { ...input, metadata: nested(3000) } },
      422,
      /^metadata: expected at most 32 levels/,
    ],
    [
      'a time without an offset',
      '/tool/store_input',
      { as: 'ada', body: { ...input, created_at: '2026-01-01T00:00:00' } },
      422,
      /^created_at: expected an ISO 8601 date and time with an offset or Z, came a string of 19 characters$/,
    ],
    [
      'a time before 1970',
      '/tool/store_input',
      { as: 'ada', body: { ...input, created_at: '1969-01-01T00:00:00Z' } },
      422,
      /^created_at: expected a time between/,
    ],
    [
      'a limit of 0',
      '/resource/history/ada?limit=0',
      { as: 'ada' },
      422,
      /limit: expected a number of at least 1, came/,
    ],
    ['a limit over the maximum', '/resource/history/ada?limit=501', { as: 'ada' }, 422, /limit: .*500/],
    [
      'a limit that is not a number',
      '/resource/history/ada?limit=ten',
      { as: 'ada' },
      422,
      /limit: expected a number, came/,
    ],
    [
      'a cursor that it never sent',
      '/resource/history/ada?before=nonsense',
      { as: 'ada' },
      422,
      /before: expected the next_before/,
    ],
    ['an unfinished body', '/tool/store_input', { as: 'ada', body: '{"input_id":' }, 400, /body/],
    [
      'an oversized body',
      '/tool/store_input',
      { as: 'ada', body: { ...input, content: 'x'.repeat(70_000) } },
      413,
      /65536/,
    ],
    ['a tool it does not have', '/tool/forget_all', { as: 'ada', body: {} }, 404, /forget_all/],
    ['a resource it does not have', '/resource/secrets', { as: 'ada' }, 404, /secrets/],
  ] as const)('refuses %s', async (_, path, options, status, detail) => {
    await using memory = await memoryService();
    const answer = await memory.request(path, options);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(detail) });
    expect(answer.status).toBe(status);
  });
});

function clientOf({ url }: MemoryService): McpClient & AsyncDisposable {
  const client = createMcpClient({
    service: 'test',
    peer: 'memory-service',
    url,
    token: (userId) => tokenFor(userId),
    logger: createLogger('test', 'silent'),
  });
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

/** Nested objects. */
function nested(levels: number): Record<string, unknown> {
  return JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
}

async function readPage(memory: MemoryService, path: string): Promise<HistoryPage> {
  const answer = await memory.request(path, { as: 'ada' });
  return (await answer.json()) as HistoryPage;
}
