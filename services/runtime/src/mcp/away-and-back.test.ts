import { z } from 'zod';
import { HttpError } from '../errors/http-error.ts';
import { createLogger } from '../log/create-logger.ts';
import { Deadline } from '../resilience/deadline.ts';
import { issuer, NAME, startTestService, type TestService } from '../testing/test-service.ts';
import { double } from '../testing/test-tools.ts';
import { createMcpClient, type McpClient, type McpClientOptions } from './create-mcp-client.ts';
import { defineTool, type Tool } from './tool.ts';

/** Limits so short that no test has to wait. */
const QUICK = {
  backoffMilliseconds: 1,
  breaker: { failures: 5, openMilliseconds: 1, longestOpenMilliseconds: 1, untriedMilliseconds: 60_000 },
};
const alice = { userId: 'alice', isRepeatable: true };

let service: TestService;
let client: McpClient;
let logged: Record<string, unknown>[];

async function start(tools: Tool[], limits: McpClientOptions['limits'] = QUICK): Promise<void> {
  service = await startTestService({ tools });
  logged = [];
  client = createMcpClient({
    service: 'tests',
    peer: NAME,
    url: service.url,
    token: (userId) => issuer.issue(userId, NAME),
    logger: createLogger('tests', 'info', { write: (line) => logged.push(JSON.parse(line)) }),
    limits,
  });
}

afterEach(async () => {
  await client.close();
  await service.stop();
});

async function callUntil(state: McpClient['circuit'], call: () => Promise<unknown>): Promise<void> {
  for (let calls = 0; client.circuit !== state; calls += 1) {
    if (calls === 1_000)
      throw new Error(`Expected the circuit to be ${state} after ${calls} calls, it is ${client.circuit}`);
    await call().catch(() => {});
  }
}

/** A tool that refuses with 503 a given number of times, then answers. It records its calls. */
function flaky(failures: number) {
  const budgets: number[] = [];
  const tool = defineTool({
    name: 'flaky',
    description: 'Answers after a while',
    input: z.object({}),
    output: z.object({ calls: z.number() }),
    handler: async (_, { deadline }) => {
      budgets.push(deadline.milliseconds);
      if (budgets.length <= failures) throw new HttpError(503, 'Busy');
      return { calls: budgets.length };
    },
  });
  return { tool, budgets };
}

test('a repeatable tool is called again until it answers', async () => {
  const { tool } = flaky(2);
  await start([tool]);
  expect(await client.callTool('flaky', {}, alice)).toEqual({ calls: 3 });
});

test('a tool that is not declared repeatable is called once', async () => {
  const { tool, budgets } = flaky(2);
  await start([tool]);
  const call = client.callTool('flaky', {}, { userId: 'alice' });
  await expect(call).rejects.toMatchObject({ name: 'McpToolError', status: 503 });
  expect(budgets).toHaveLength(1);
});

test('the called service learns how long its caller waits', async () => {
  const { tool, budgets } = flaky(0);
  await start([tool]);
  await client.callTool('flaky', {}, { ...alice, deadline: Deadline.in(2_000) });
  await client.callTool('flaky', {}, alice);
  const [short = 0, usual = 0] = budgets;
  expect(short).toBeLessThanOrEqual(2_000);
  expect(usual).toBeGreaterThan(2_000);
  expect(usual).toBeLessThanOrEqual(5_000);
});

test('a service that is away opens the circuit', async () => {
  await start([double], {
    ...QUICK,
    breaker: { ...QUICK.breaker, openMilliseconds: 60_000, longestOpenMilliseconds: 60_000 },
  });
  const call = () => client.callTool('double', { user_id: 'alice' }, alice);
  await call();
  await service.stop();
  await expect(call()).rejects.toMatchObject({ name: 'RetryExhaustedError', attempts: 3 });
  await expect(call()).rejects.toMatchObject({ name: 'CircuitOpenError', retryAfterSeconds: 60 });
  expect(client.circuit).toBe('open');
  expect(logged).toMatchObject([{ msg: 'circuit state changed', service: NAME, state: 'open', level: 40 }]);
});

test('when the service is back, the circuit closes', async () => {
  await start([double]);
  const call = () => client.callTool('double', { user_id: 'alice' }, { userId: 'alice' });
  const port = Number(new URL(service.url).port);
  await service.stop();
  await callUntil('open', call);
  const config = { host: '127.0.0.1', port, bodyLimitBytes: 1_000, stopTimeoutMilliseconds: 1_000 };
  service = await startTestService({ tools: [double], config });
  await callUntil('closed', call);
  expect(await call()).toEqual({ user_id: 'alice', doubled: 2 });
  expect(logged.at(-1)).toMatchObject({ msg: 'circuit state changed', state: 'closed', level: 30 });
});

test('the client keeps what it negotiated while the service is away, so that each attempt calls the tool directly', async () => {
  await start([double]);
  const call = () => client.callTool('double', { user_id: 'alice' }, alice);
  const port = Number(new URL(service.url).port);
  await call();
  await service.stop();
  await expect(call()).rejects.toMatchObject({ name: 'RetryExhaustedError', attempts: 3 });
  const config = { host: '127.0.0.1', port, bodyLimitBytes: 1_000, stopTimeoutMilliseconds: 1_000 };
  service = await startTestService({ tools: [double], config });
  expect(await call()).toEqual({ user_id: 'alice', doubled: 2 });
  expect(service.lines.filter(({ route, msg }) => route === '/mcp' && msg === 'request done')).toHaveLength(1);
});
