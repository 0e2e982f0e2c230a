import { randomUUID } from 'node:crypto';
import { CoreApiClient } from '@cortex/local/demo';
import { internalSecret } from '@cortex/local/fault';
import { runCommand } from '@cortex/local/testing';
import { createTokenIssuer } from '@cortex/runtime';
import { eventually, findJaegerTraces, type TraceSpan } from '@cortex/trace-testing';
import { StartedPlatform } from '../platform/platform.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';

const USER = { username: 'user@example.com', password: 'password123' };

interface Output {
  input_id: string;
  context: { context: { content: string }[]; result_type: string };
}

let processes: StartedProcesses;
let platform: StartedPlatform;
let client: CoreApiClient;
let nextOutput: () => Promise<Output>;

beforeAll(async () => {
  processes = await new ProcessRunner().start();
  platform = new StartedPlatform(processes);
  client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(110_000));
  await client.login(USER);
  nextOutput = await outputsOf(client);
});

afterEach(async () => {
  await fault('memory-service', '--clear');
});

afterAll(() => platform?.stop());

async function outputsOf(user: CoreApiClient): Promise<() => Promise<Output>> {
  const events = (await user.openStream())[Symbol.asyncIterator]();
  return async () => {
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error('the stream ended before the output came');
      if (value.event === 'output') return JSON.parse(value.data) as Output;
    }
  };
}

function fault(...args: string[]) {
  return runCommand('fault', args, { CORTEX_HOME: processes.home });
}

async function attemptsOf(userAgent: string, tool: string, count: number): Promise<TraceSpan[]> {
  return eventually(
    async () => {
      const tags = { 'user_agent.original': userAgent };
      const [trace] = await findJaegerTraces(platform.urls.jaeger, { service: 'core-api', tags });
      const attempts = trace?.spans.filter(({ name }) => name === `tools/call ${tool}`) ?? [];
      return attempts.length === count ? attempts : undefined;
    },
    { what: `${count} spans of attempts at ${tool}` },
  );
}

async function circuitTowardsMemory(job: string, state: number): Promise<void> {
  const query = `mcp_circuit_state{job="${job}",service="memory-service"}`;
  await eventually(
    async () => {
      const [series] = await platform.prometheus.query(query);
      if (series?.value !== state) throw new Error(`${query} is ${series?.value}`);
      return true;
    },
    { what: `${query} to be ${state}` },
  );
}

/** Requests a context from the cognition service, like core-api. */
async function context(query: string) {
  const { userId } = await client.verify();
  const issuer = createTokenIssuer({ secret: internalSecret(processes.home, {}), issuer: 'core-api' });
  const answer = await fetch(`${platform.urls.cognition}/tool/get_context`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await issuer.issue(userId, 'cognition-service')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ user_id: userId, query }),
  });
  return (await answer.json()) as { context: { content: string }[]; result_type: string };
}

async function health(path: string) {
  const answer = await fetch(platform.urls.coreApi + path);
  return { status: answer.status, body: (await answer.json()) as { status: string } };
}

test('a fault is set, marked on the spans of each attempt, and cleared', async () => {
  const set = await fault('memory-service', '--tool', 'store_input', '--error', '503');
  expect(set).toMatchObject({ code: 0, stdout: 'memory-service:\n  store_input: error 503\n' });
  const userAgent = `e2e/${randomUUID()}`;
  await expect(client.sendInput('nobody stores this', userAgent)).rejects.toThrow('core-api answered 503');
  const spans = await attemptsOf(userAgent, 'store_input', 6);
  const attributesOf = (service: string, name: string) =>
    spans.filter((span) => span.service === service).map(({ attributes }) => attributes[name]);
  expect(attributesOf('core-api', 'mcp.request.attempt')).toEqual([1, 2, 3]);
  expect(attributesOf('memory-service', 'fault.injected')).toEqual(['error', 'error', 'error']);

  const cleared = await fault('memory-service', '--clear');
  expect(cleared).toMatchObject({ code: 0, stdout: 'memory-service: no faults are set.\n' });
  expect(await client.sendInput('the printer needs toner', 'e2e')).toMatchObject({ status: 'stored' });
  expect(await nextOutput()).toMatchObject({ context: { result_type: 'full' } });
});

test('a fault for an unknown tool is refused with the known ones', async () => {
  const { code, stderr } = await fault('memory-service', '--tool', 'forget', '--hang');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('expected one of store_input, get_history'),
  });
});

test('outputs go on without the history, first empty and then with the last known items', async () => {
  await fault('memory-service', '--tool', 'get_history', '--error', '503');
  const results: Output['context'][] = [];
  for (let sent = 0; sent < 3; sent += 1) {
    await client.sendInput(`does the printer have toner, ${sent}`, 'e2e');
    results.push((await nextOutput()).context);
  }
  expect(results.map(({ result_type }) => result_type)).toEqual(['fallback', 'fallback', 'fallback']);
  expect(results[0]?.context).toEqual([]);
  expect(results[2]?.context).toContainEqual(expect.objectContaining({ content: 'the printer needs toner' }));

  await fault('memory-service', '--clear');
  await eventually(async () => ((await context('toner')).result_type === 'full' ? true : undefined), {
    what: 'a context of the whole history',
  });
});

test('while memory is paused its circuit opens and the others are degraded but ready; then it closes', async () => {
  const memory = processes.pidOf('memory-service');
  process.kill(memory, 'SIGSTOP');
  try {
    const contexts = await Promise.all(Array.from({ length: 5 }, () => context('toner')));
    expect(contexts.map(({ result_type }) => result_type)).toEqual(Array(5).fill('fallback'));
    expect((await context('toner')).context).toContainEqual(
      expect.objectContaining({ content: 'the printer needs toner' }),
    );
    await circuitTowardsMemory('cognition-service', 0);
    const checks = { memory_service: 'unhealthy', cognition_service: 'healthy' };
    await eventually(
      async () => {
        expect(await health('/health')).toMatchObject({ status: 200, body: { status: 'degraded', checks } });
        return true;
      },
      { what: 'core-api to be degraded by memory alone' },
    );
    expect(await health('/health/ready')).toMatchObject({ status: 200 });
    await client.login(USER);
  } finally {
    process.kill(memory, 'SIGCONT');
  }
  await eventually(async () => ((await context('toner')).result_type === 'full' ? true : undefined), {
    what: 'a context of the whole history',
  });
  await circuitTowardsMemory('cognition-service', 2);
});

test('a crash loses no acknowledged input, and inputs are accepted again when the service is back', async () => {
  const crashed = processes.pidOf('memory-service');
  expect(await fault('memory-service', '--tool', 'store_input', '--crash')).toMatchObject({ code: 0 });
  const acknowledged: string[] = [];
  const send = async () => {
    const content = `toner ${randomUUID()}`;
    await client.sendInput(content, 'e2e');
    acknowledged.push(content);
    return true;
  };
  const first = await Promise.allSettled(Array.from({ length: 5 }, send));
  expect(first.map(({ status }) => status)).toContain('rejected');
  await eventually(async () => (processes.pidOf('memory-service') === crashed ? undefined : true), {
    what: 'memory-service to be started again',
  });
  await eventually(send, { what: 'an input to be stored again' });
  const kept = await eventually(
    async () => {
      const { result_type, context: items } = await context(acknowledged.join(' '));
      return result_type === 'full' ? items.map(({ content }) => content) : undefined;
    },
    { what: 'a context of the whole history' },
  );
  expect(kept).toEqual(expect.arrayContaining(acknowledged));
  const { stdout } = await fault('memory-service');
  expect(stdout).toBe('memory-service: no faults are set.\n');
});
