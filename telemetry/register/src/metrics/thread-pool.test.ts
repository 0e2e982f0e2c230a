import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempDisposableSync, open, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, startMetricHarness } from '@cortex/trace-testing';
import { observeThreadPool } from './thread-pool.ts';

const NAME = 'threadpool_wait_seconds';
/** libuv's default number of threads. */
const THREADS = 4;
/** Much longer than a task takes in an idle pool, much shorter than the wait that the test causes. */
const LONG_SECONDS = 0.5;

const harness = startMetricHarness();
const directory = mkdtempDisposableSync(join(tmpdir(), 'thread-pool-'));
afterAll(async () => {
  directory.remove();
  await harness.stop();
});

test('a wait for a free thread is reported while it lasts', async () => {
  observeThreadPool();
  const release = Array.from({ length: THREADS }, (_, index) => occupyThread(join(directory.path, String(index))));
  await eventually(async () => (((await harness.value(NAME)) as number) > LONG_SECONDS ? true : undefined), {
    what: 'a long wait for the thread pool',
  });
  await Promise.all(release.map((free) => free()));
});

/** Occupies a thread: opening a pipe for reading blocks until somebody opens it for writing. */
function occupyThread(pipe: string): () => Promise<void> {
  execFileSync('mkfifo', [pipe]);
  const opened = new Promise<number>((resolve, reject) => {
    open(pipe, 'r', (error, file) => (error ? reject(error) : resolve(file)));
  });
  return async () => {
    const writer = openSync(pipe, constants.O_RDWR);
    closeSync(await opened);
    closeSync(writer);
  };
}
