import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cutLog } from '../supervisor/log-file.ts';
import { logsDirectoryOf } from './log-file-of.ts';

const LOOK_EVERY_MILLISECONDS = 5_000;
/** Days of ordinary use; some minutes of a flood of requests, each of which has its line. */
const LARGEST_BYTES = 64 * 1024 ** 2;

interface BoundLogsOptions {
  home: string;
  largestBytes?: number;
  everyMilliseconds?: number;
  /** Ends it. */
  signal: AbortSignal;
}

/** Keeps what the processes print from filling the disk, for as long as they run. */
export function boundLogs(options: BoundLogsOptions): void {
  const { home, largestBytes = LARGEST_BYTES, everyMilliseconds = LOOK_EVERY_MILLISECONDS, signal } = options;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    // A file may go, and a disk be full: whoever watches the disk says so.
    await cutLarge(logsDirectoryOf(home), largestBytes).catch(() => {});
    isLooking = false;
  };
  const timer = setInterval(look, everyMilliseconds);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

async function cutLarge(directory: string, largestBytes: number): Promise<void> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.log'));
  await Promise.allSettled(files.map((name) => cutLog(join(directory, name), largestBytes)));
}
