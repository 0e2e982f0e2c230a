import { bytes } from '../console/quantities.ts';
import { freeBytes, LOW_BYTES, shortage } from '../machine/disk-space.ts';

const LOOK_EVERY_MILLISECONDS = 2_000;
/** The disk counts as free again only with a margin. Otherwise a store that deletes and writes would be reported again and again. */
const ENOUGH_BYTES = 1.5 * LOW_BYTES;

export interface WatchDiskOptions {
  home: string;
  say(line: string): void;
  /** Aborting it ends the watch. */
  signal: AbortSignal;
}

/** Says once that the disk of the state directory is filling up, and once that it has space again. */
export function watchDisk({ home, say, signal }: WatchDiskOptions): void {
  let isLow = false;
  const look = () => {
    const free = freeBytes(home) ?? Number.POSITIVE_INFINITY;
    if (!isLow && free < LOW_BYTES) {
      isLow = true;
      say(`${shortage(home)} Once it is full, inputs are answered with 503 and telemetry waits or is lost.`);
    } else if (isLow && free >= ENOUGH_BYTES) {
      isLow = false;
      say(`There is space again on the disk of ${home}: ${bytes(free)} are free`);
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MILLISECONDS);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
