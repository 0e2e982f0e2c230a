import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  /** What is being waited for, as the end of the sentence "gave up waiting for …". */
  what: string;
  timeoutMilliseconds?: number;
  intervalMilliseconds?: number;
}

/** What `ask` returns as long as there is no answer. */
type NotYet = undefined | false;

/**
 * Asks again and again until there is an answer.
 * @param ask returns the answer; as long as there is none, it returns undefined or false, or throws
 * @throws after the deadline, with what was awaited; its cause is what `ask` threw last
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
