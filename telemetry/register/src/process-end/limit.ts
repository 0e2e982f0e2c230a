import { positiveNumber } from '../environment/numbers.ts';

const DEFAULT_MILLISECONDS = 1000;

/** `CORTEX_SHUTDOWN_TIMEOUT`: for how many milliseconds telemetry may hold up the end of the process, at most. */
export function endLimit(): number {
  return positiveNumber('CORTEX_SHUTDOWN_TIMEOUT') ?? DEFAULT_MILLISECONDS;
}
