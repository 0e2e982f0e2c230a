import { positiveNumber } from '../environment/numbers.ts';

const DEFAULT_MILLISECONDS = 1000;
const MOST_HELD_MILLISECONDS = 100;

/** `CORTEX_SHUTDOWN_TIMEOUT`: the longest time in milliseconds for which telemetry may delay the end of the process. */
export function endLimit(): number {
  return positiveNumber('CORTEX_SHUTDOWN_TIMEOUT') ?? DEFAULT_MILLISECONDS;
}

/**
 * The longest time in milliseconds for which the SDK may wait for an export. Its timer keeps a finished process alive, and the end of the process with
 * its own limit begins only after that. The export continues without the wait, and a flush waits for it.
 */
export function exportWait(): number {
  return Math.min(MOST_HELD_MILLISECONDS, endLimit());
}
