import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  /** What is being waited for, as the end of the sentence "gave up waiting for …". */
  what: string;
  timeoutMilliseconds?: number;
  intervalMilliseconds?: number;
}

/** What a condition gives as long as it does not hold. */
type NotYet = undefined | false;

/**
 * Asks again and again until there is an answer.
 * @param ask gives the answer, or undefined or false (or throws) as long as there is none
 * @throws after the deadline, naming what was awaited and the last fault seen
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  { what, timeoutMilliseconds = 20_000, intervalMilliseconds = 100 }: EventuallyOptions,
): Promise<Exclude<T, NotYet>> {
  const deadline = performance.now() + timeoutMilliseconds;
  let lastFault: unknown;
  while (performance.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, NotYet>;
      lastFault = undefined;
    } catch (fault) {
      lastFault = fault;
    }
    await pause(intervalMilliseconds);
  }
  throw new Error(`gave up waiting for ${what} after ${timeoutMilliseconds} ms`, { cause: lastFault });
}
