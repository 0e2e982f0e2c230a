/** Thread of a test: opens each new file at the same moment as all other threads, and reports what went wrong. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { writeAhead } from '../sqlite/write-ahead.ts';

export interface WriteAheadTask {
  folder: string;
  files: number;
  threads: number;
  /** A single number: how many arrivals at a file the threads have counted. */
  arrivals: Int32Array;
}

const { folder, files, threads, arrivals }: WriteAheadTask = workerData;
const failures: string[] = [];
for (let file = 0; file < files; file += 1) {
  Atomics.add(arrivals, 0, 1);
  while (Atomics.load(arrivals, 0) < threads * (file + 1));
  const database = new DatabaseSync(join(folder, `${file}.db`), { timeout: 2_000 });
  try {
    writeAhead(database);
  } catch (error) {
    failures.push(String(error));
  } finally {
    database.close();
  }
}
parentPort?.postMessage(failures);
