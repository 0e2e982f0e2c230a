import { once } from 'node:events';
import { z } from 'zod';
import { createLogger } from '../log/create-logger.ts';
import { issuer, NAME, startTestService, type TestService } from '../testing/test-service.ts';
import { broken, busy, double, numbers } from '../testing/test-tools.ts';
import { createMcpClient, type McpClient, type McpClientOptions } from './create-mcp-client.ts';
import { McpToolError } from './mcp-tool-error.ts';
import { defineTool } from './tool.ts';

function clientOf(url: string, options: Partial<McpClientOptions> = {}): McpClient {
  return createMcpClient({
    service: 'tests',
    peer: NAME,
    url,
    token: (userId) => issuer.issue(userId, NAME),
    logger: createLogger('tests', 'silent'),
    ...options,
  });
}

/** A tool that never answers. It records when it was called and when it was aborted. */
function silentTool() {
  const called = Promise.withResolvers<AbortSignal>();
  const tool = defineTool({
    name: 'silent',
    description: 'Says nothing',
    input: z.object({}),
    output: z.object({}),
    handler: async (_, { signal }) => {
      called.resolve(signal);
      await once(signal, 'abort');
      return {};
    },
  });
  return { tool, called: called.promise };
}

async function withService(use: (service: TestService, client: McpClient) => Promise<void>): Promise<void> {
  const service = await startTestService({ tools: [double, busy, broken], resources: [numbers] });
  const client = clientOf(service.url);
  try {
    await use(service, client);
  } finally {
    await client.close();
    await service.stop();
  }
}

test('a tool returns its structured output, a resource its JSON', () =>
  withService(async (_, client) => {
    const output = await client.callTool('double', { user_id: 'alice', n: 3 }, { userId: 'alice' });
    expect(output).toEqual({ user_id: 'alice', doubled: 6 });
    const resource = await client.readResource('numbers://alice?limit=1', { userId: 'alice' });
    expect(resource).toEqual({ user_id: 'alice', items: [0] });
  }));

test('concurrent calls for many users share one connection and keep their own tokens', () =>
  withService(async (service, client) => {
    const users = Array.from({ length: 20 }, (_, index) => `user-${index}`);
    const outputs = await Promise.all(
      users.map((user_id, n) => client.callTool('double', { user_id, n }, { userId: user_id })),
    );
    expect(outputs).toEqual(users.map((user_id, n) => ({ user_id, doubled: n * 2 })));
    const requests = service.lines.filter(({ route, msg }) => route === '/mcp' && msg === 'request done');
    // One more than there are calls: server/discover is sent once.
    expect(requests.length).toBeLessThanOrEqual(users.length + 1);
  }));

test.each([
  ['double', { user_id: 'bob' }, 403],
  ['double', { user_id: 'alice', n: 'x' }, 422],
  ['busy', {}, 503],
  ['broken', {}, 500],
])('a refusal by %s with %j is an McpToolError with its status', (name, args, status) =>
  withService(async (_, client) => {
    const refusal = client.callTool(name, args, { userId: 'alice' });
    await expect(refusal).rejects.toBeInstanceOf(McpToolError);
    await expect(refusal).rejects.toMatchObject({ status, target: name });
  }),
);

test('a refused resource is an McpToolError with its status', () =>
  withService(async (_, client) => {
    const refusal = client.readResource('numbers://bob', { userId: 'alice' });
    await expect(refusal).rejects.toMatchObject({ name: 'McpToolError', status: 403 });
  }));

test('aborting a call ends it on both sides', async () => {
  const { tool, called } = silentTool();
  const service = await startTestService({ tools: [tool] });
  const client = clientOf(service.url);
  const caller = new AbortController();
  const call = expect(client.callTool('silent', {}, { userId: 'alice', signal: caller.signal })).rejects.toThrow();
  const signal = await called;
  caller.abort();
  await call;
  if (!signal.aborted) await once(signal, 'abort');
  await client.close();
  await service.stop();
});

test('a call that takes too long is aborted on both sides', async () => {
  const { tool, called } = silentTool();
  const service = await startTestService({ tools: [tool] });
  const client = clientOf(service.url, { limits: { attemptMilliseconds: 300 } });
  const call = expect(client.callTool('silent', {}, { userId: 'alice' })).rejects.toThrow(/timed out/i);
  const signal = await called;
  await call;
  if (!signal.aborted) await once(signal, 'abort');
  await client.close();
  await service.stop();
});

test('after the service was away, the next call reaches it again', async () => {
  const first = await startTestService({ tools: [double] });
  const port = Number(new URL(first.url).port);
  const client = clientOf(first.url);
  const call = () => client.callTool('double', { user_id: 'alice' }, { userId: 'alice' });
  await call();
  await first.stop();
  await expect(call()).rejects.toThrow();
  await expect(call()).rejects.toThrow();
  const config = { host: '127.0.0.1', port, bodyLimitBytes: 1_000, stopTimeoutMilliseconds: 1_000 };
  const second = await startTestService({ tools: [double], config });
  expect(await call()).toEqual({ user_id: 'alice', doubled: 2 });
  await client.close();
  await second.stop();
});
