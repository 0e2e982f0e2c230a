/** Worker threads that end in every possible way while they allocate, at about the time when their profiling starts. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, Worker } from 'node:worker_threads';

const LIFE_MILLISECONDS = 600;

const ENDS: Record<string, () => void> = {
  'process.exit()': () => process.exit(0),
  'an error': () => {
    throw new Error('dies');
  },
  'no work left': () => clearInterval(allocating),
  'terminate()': () => undefined,
};

let allocating: NodeJS.Timeout | undefined;

if (isMainThread) {
  await Promise.all(Object.keys(ENDS).map(live));
  console.log('all have ended');
} else {
  const [end = ''] = process.argv.slice(2);
  const kept: object[] = [];
  allocating = setInterval(() => kept.push(Array.from({ length: 10_000 }, (_, value) => ({ value }))), 5);
  setTimeout(() => ENDS[end]?.(), LIFE_MILLISECONDS);
}

async function live(end: string): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { argv: [end] });
  worker.on('error', () => undefined);
  // Not `once` of node:events, which would reject when the thread fails.
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  if (end === 'terminate()') {
    await once(worker, 'online');
    await pause(LIFE_MILLISECONDS);
    await worker.terminate();
  }
  await exit;
}
