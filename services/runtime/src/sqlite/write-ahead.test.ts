import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WriteAheadTask } from '../testing/write-ahead-thread.ts';

const THREAD = join(import.meta.dirname, '../testing/write-ahead-thread.ts');
const THREADS = 4;
/** Without another try some 2 of 100 openers were turned away. */
const FILES = 200;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cortex-write-ahead-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('several may open a new file at once', async () => {
  const arrivals = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task: WriteAheadTask = { folder, files: FILES, threads: THREADS, arrivals };
  const threads = Array.from({ length: THREADS }, () => new Worker(THREAD, { workerData: task, execArgv: [] }));
  const failures = await Promise.all(threads.map(async (thread) => (await once(thread, 'message'))[0]));
  expect(failures.flat()).toEqual([]);
});
