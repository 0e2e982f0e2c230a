import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cutLog } from '../supervisor/log-file.ts';
import { logsDirectoryOf } from './log-file-of.ts';

const LOOK_EVERY_MILLISECONDS = 5_000;
/** The lines of days of ordinary use, or of some minutes of a flood, in which every request logs a line. */
const LARGEST_BYTES = 64 * 1024 ** 2;

interface BoundLogsOptions {
  home: string;
  largestBytes?: number;
  everyMilliseconds?: number;
  /** Aborting it ends the watch. */
  signal: AbortSignal;
}

/** Keeps the output of the running processes from filling the disk. */
export function boundLogs(options: BoundLogsOptions): void {
  const { home, largestBytes = LARGEST_BYTES, everyMilliseconds = LOOK_EVERY_MILLISECONDS, signal } = options;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    // A file may be deleted meanwhile. If the disk is full, `watchDisk` says so.
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
