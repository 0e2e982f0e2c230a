import { randomUUID } from 'node:crypto';
import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoreApiClient, traceOfInput } from '@cortex/local/demo';
import { isRunning } from '@cortex/local/machine';
import { eventually } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';

const USER = { username: 'user@example.com', password: 'password123' };

let home: DisposableTempDir;
let running: StartedProcesses | undefined;

beforeEach(async () => {
  home = await mkdtempDisposable(join(tmpdir(), 'cortex-lifecycle-'));
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await home.remove();
});

const start = async () => {
  running = await new ProcessRunner({ home: home.path }).start();
  return running;
};

async function login(platform: StartedProcesses): Promise<CoreApiClient> {
  const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(30_000));
  await client.login(USER);
  return client;
}

test('a stop leaves no process behind, and the next start finds what was stored', async () => {
  const first = await start();
  const { userId } = await (await login(first)).verify();
  await (await login(first)).sendInput('kept between starts', 'e2e');
  const processes = first.state.processes;
  await first.stop();
  expect(processes.filter((process) => isRunning(process))).toEqual([]);

  const second = await start();
  const client = await login(second);
  expect((await client.verify()).userId).toBe(userId);
  const events = await client.openStream();
  await client.sendInput('what was kept between starts', 'e2e');
  for await (const { event, data } of events) {
    if (event !== 'output') continue;
    expect(data).toContain('"content":"kept between starts"');
    break;
  }
});

test('processes that a killed supervisor left running are ended by the next start', async () => {
  const first = await start();
  const left = first.state.processes;
  await first.killSupervisor();
  expect(left.filter((process) => isRunning(process))).toHaveLength(left.length);
  const second = await start();
  expect(left.filter((process) => isRunning(process))).toEqual([]);
  await login(second);
});

test('a process that dies is restarted, which is reported', async () => {
  const platform = await start();
  const killed = platform.pidOf('memory-service');
  process.kill(killed, 'SIGKILL');
  await eventually(
    async () => {
      const { ready, processes } = platform.state;
      const memory = processes.find(({ name }) => name === 'memory-service');
      return ready && memory !== undefined && memory.pid !== killed ? true : undefined;
    },
    { what: 'memory-service to be ready again' },
  );
  expect(platform.output).toMatch(/memory-service.*SIGKILL/);
  const client = await login(platform);
  const stored = await eventually(() => client.sendInput('after the restart', 'e2e'), {
    what: 'an input to be stored',
  });
  expect(stored.status).toBe('stored');
});

test('requests go on without a Collector, and telemetry comes back with it', async () => {
  const platform = await start();
  const client = await login(platform);
  const killed = platform.pidOf('collector');
  process.kill(killed, 'SIGKILL');
  expect((await client.sendInput('nobody is listening', 'e2e')).status).toBe('stored');
  await eventually(
    async () => {
      const { ready, processes } = platform.state;
      return ready && processes.every(({ pid }) => pid !== killed) ? true : undefined;
    },
    { what: 'the Collector to be ready again' },
  );
  const userAgent = `e2e/${randomUUID()}`;
  await client.sendInput('somebody listens again', userAgent);
  const signal = AbortSignal.timeout(20_000);
  expect((await traceOfInput({ jaeger: platform.urls.jaeger, userAgent, signal })).roots).toHaveLength(1);
});
