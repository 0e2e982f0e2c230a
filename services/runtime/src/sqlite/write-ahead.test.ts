import { once } from 'node:events';
import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WriteAheadTask } from '../testing/write-ahead-thread.ts';

const THREAD = join(import.meta.dirname, '../testing/write-ahead-thread.ts');
const THREADS = 4;
/** Without retries, some 2 of 100 openers failed. */
const FILES = 200;

let folder: DisposableTempDir;

beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-write-ahead-'));
});
afterEach(() => folder.remove());

test('several threads can open a new file at once', async () => {
  const arrivals = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task: WriteAheadTask = { folder: folder.path, files: FILES, threads: THREADS, arrivals };
  const threads = Array.from({ length: THREADS }, () => new Worker(THREAD, { workerData: task, execArgv: [] }));
  const failures = await Promise.all(threads.map(async (thread) => (await once(thread, 'message'))[0]));
  expect(failures.flat()).toEqual([]);
});
