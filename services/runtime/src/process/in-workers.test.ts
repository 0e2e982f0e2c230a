import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@cortex/trace-testing';
import { isAlive } from '../testing/is-alive.ts';
import { TestProcess } from '../testing/test-process.ts';

/** Before a worker counts as one that serves. */
const SOON_MILLISECONDS = 10;

let running: TestProcess | undefined;

afterEach(async () => {
  running?.signal('SIGKILL');
  await running?.exitCode();
  running = undefined;
});

function start(count: number, port = 0, ...exitMilliseconds: number[]): TestProcess {
  running = new TestProcess('worker-process.ts', count, port, ...exitMilliseconds);
  return running;
}

async function ask(url: string): Promise<number> {
  return Number(await (await fetch(`${url}/process`)).text());
}

/** The ids of the processes that answer, once there are `count` of them. */
async function processes(url: string, count: number): Promise<Set<number>> {
  const seen = new Set<number>();
  return eventually(async () => seen.add(await ask(url)).size === count && seen, {
    what: `${count} processes to answer`,
    intervalMilliseconds: 1,
  });
}

async function gone(pid: number): Promise<void> {
  await eventually(() => !isAlive(pid), { what: `process ${pid} to be gone` });
}

/** The open sockets of a process, each by a name that no other one has. */
function socketsOf({ pid }: TestProcess): Set<string> {
  const folder = `/proc/${pid}/fd`;
  const targets = readdirSync(folder).map((file) => {
    try {
      return readlinkSync(`${folder}/${file}`);
    } catch {
      return 'closed meanwhile';
    }
  });
  return new Set(targets.filter((target) => target.startsWith('socket:')));
}

test('workers share the port, and stop with it', async () => {
  const group = start(2);
  const workers = await processes(await group.url(), 2);
  group.signal('SIGTERM');
  expect(await group.exitCode()).toBe(0);
  expect([...workers].filter(isAlive)).toEqual([]);
  expect(group.output.match(/^closed$/gm)).toHaveLength(2);
});

test('a worker that dies is replaced while the others serve', async () => {
  const group = start(2);
  const url = await group.url();
  const [victim = 0] = await processes(url, 2);
  process.kill(victim, 'SIGKILL');
  await gone(victim);
  expect(await ask(url)).not.toBe(victim);
  const now = await processes(url, 2);
  expect(now.has(victim)).toBe(false);
  await group.printed(/"end":"SIGKILL".*a worker ended and is replaced/);
});

test('a connection that a worker was being given when it was killed ends, and keeps nobody waiting', async () => {
  const group = start(2);
  const url = await group.url();
  const workers = [...(await processes(url, 2))];
  // One that has just been handed over may still be open here, so that their number could fall meanwhile.
  const before = socketsOf(group);
  for (const worker of workers) process.kill(worker, 'SIGSTOP');
  const asked = workers.map(() => ask(url).catch(() => 'cut'));
  try {
    await eventually(() => socketsOf(group).difference(before).size >= workers.length, {
      what: 'the connections to be accepted',
    });
  } finally {
    for (const worker of workers) process.kill(worker, 'SIGKILL');
  }
  expect(await Promise.all(asked)).toEqual(['cut', 'cut']);
});

test('workers end with the process that started them, even if it is killed', async () => {
  const group = start(2);
  const workers = await processes(await group.url(), 2);
  group.signal('SIGKILL');
  await group.exitCode();
  for (const worker of workers) await gone(worker);
});

test('workers that end as soon as they have started end the service, which says so', async () => {
  const group = start(2, 0, SOON_MILLISECONDS);
  expect(await group.exitCode()).toBe(1);
  expect(group.output).toMatch(
    /worker \d to serve, but it ended 5 times in a row as soon as it had started \(exit code 7\)/,
  );
  expect(group.output.match(/a worker ended and is replaced/g)?.length).toBeGreaterThanOrEqual(4);
});

test('a start that fails prints its cause and exits 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const group = start(2, (taken.address() as AddressInfo).port);
  expect(await group.exitCode()).toBe(1);
  expect(group.output).toContain('EADDRINUSE');
  taken.close();
});

test('one worker is the process itself', async () => {
  const alone = start(1);
  expect(await ask(await alone.url())).toBe(alone.pid);
});
