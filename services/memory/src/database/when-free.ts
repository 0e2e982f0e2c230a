import { HttpError } from '@cortex/runtime';
import { waitsFor } from '@cortex/signals';
import { ExponentialBackoff, handleWhen, noJitterGenerator, retry } from 'cockatiel';
import type { MemoryDatabase } from './memory-database.ts';

/** How long work is retried while the database turns it away. */
const PATIENCE_MILLISECONDS = 2_000;
const BACKOFF = new ExponentialBackoff({ generator: noJitterGenerator, initialDelay: 10, maxDelay: 250 });

/**
 * Retries work that the database turned away, so that requests wait instead of the event loop. Failed work must have no effect,
 * or be safe to repeat.
 * @throws {HttpError} 503 when it is still turned away after two seconds.
 */
export async function whenFree<Result>(database: MemoryDatabase, work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  const isWorthRepeating = (error: unknown) => database.turnedAway(error) !== undefined && performance.now() < deadline;
  const policy = retry(handleWhen(isWorthRepeating), { maxAttempts: Number.POSITIVE_INFINITY, backoff: BACKOFF });
  let endWait = () => {};
  policy.onRetry(() => {
    endWait = waitsFor('backoff', 'database').begin();
  });
  try {
    return await policy.execute(() => {
      endWait();
      return work();
    });
  } catch (error) {
    const reason = database.turnedAway(error);
    throw reason === undefined ? error : unavailable(reason, error);
  }
}

function unavailable(reason: string, cause: unknown): HttpError {
  return new HttpError(503, `${reason}: try again in a moment`, { headers: { 'Retry-After': '1' }, cause });
}
