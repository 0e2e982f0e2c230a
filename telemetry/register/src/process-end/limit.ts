import { positiveNumber } from '../environment/numbers.ts';

const DEFAULT_MILLISECONDS = 1000;
const MOST_HELD_MILLISECONDS = 100;

/** `CORTEX_SHUTDOWN_TIMEOUT`: for how many milliseconds telemetry may hold up the end of the process, at most. */
export function endLimit(): number {
  return positiveNumber('CORTEX_SHUTDOWN_TIMEOUT') ?? DEFAULT_MILLISECONDS;
}

/**
 * For how many milliseconds the SDK may wait for an export. Its timer keeps a finished process alive meanwhile, and only after it the end begins, with
 * its own limit. The export goes on without that wait, and a flush waits for it.
 */
export function exportWait(): number {
  return Math.min(MOST_HELD_MILLISECONDS, endLimit());
}
