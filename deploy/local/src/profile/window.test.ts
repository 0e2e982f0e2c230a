import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { identify } from '../machine/process-identity.ts';
import { storeAt } from './store-at.ts';
import { startStoreStandIn } from './testing/store-stand-in.ts';
import { oneProfile, watch } from './window.ts';

let store: Awaited<ReturnType<typeof startStoreStandIn>>;
let child: ChildProcess;

beforeEach(async () => {
  store = await startStoreStandIn();
  child = spawn(process.execPath, [
    '-e',
    "process.on('SIGUSR2', () => console.log()); console.log(); setInterval(() => {}, 1e6)",
  ]);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
});

afterEach(async () => {
  store.stop();
  child.kill('SIGKILL');
  await once(child, 'close');
});

function options() {
  const { pid, startTicks } = identify(child.pid ?? 0) ?? { pid: 0, startTicks: 0 };
  const service = { pid, startTicks, name: 'shop', tier: 'service' as const, ready: true, logFile: 'shop.log' };
  return { service, store: storeAt(store.url) };
}

async function askedMore(times: number): Promise<void> {
  for (const before = store.questions(); store.questions() < before + times; ) await pause(10);
}

test('a profile whose interval ended by itself is not mistaken for the answer to the flush', async () => {
  let rest: number | undefined;
  const watched = watch(60_000, {
    ...options(),
    wait: async (milliseconds) => {
      rest = milliseconds;
    },
  });
  await askedMore(1);
  store.take(Date.now() - 15_000);
  await askedMore(3);
  expect(rest).toBeUndefined();
  const seen = Date.now();
  store.take(seen);
  await askedMore(3);
  expect(rest).toBeLessThan(60_000);
  store.take(Date.now());
  const { start, end } = await watched;
  expect(start).toBeLessThan(seen);
  expect(end).toBeGreaterThanOrEqual(seen);
});

test('memory in use is read between two flushes', async () => {
  const looked = oneProfile(options());
  const early = Date.now();
  store.take(early);
  store.take(early + 5000);
  const { start, end } = await looked;
  expect([start <= early, end >= early, end < early + 5000]).toEqual([true, true, true]);
});
