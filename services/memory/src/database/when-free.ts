import { setTimeout as sleep } from 'node:timers/promises';
import { HttpError } from '@cortex/runtime';
import { waitsFor } from '@cortex/signals';
import type { MemoryDatabase } from './memory-database.ts';

/** How long work is repeated while the database turns it away. */
const PATIENCE_MILLISECONDS = 2_000;
const FIRST_DELAY_MILLISECONDS = 10;
const LONGEST_DELAY_MILLISECONDS = 250;

/**
 * Repeats work that the database turned away, so that requests wait and not the event loop. The work must leave nothing behind when it fails,
 * or be harmless to repeat.
 * @throws {HttpError} 503 when it is turned away for longer than two seconds.
 */
export async function whenFree<Result>(database: MemoryDatabase, work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (let delay = FIRST_DELAY_MILLISECONDS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MILLISECONDS)) {
    try {
      return await work();
    } catch (error) {
      const reason = database.turnedAway(error);
      if (reason === undefined) throw error;
      if (performance.now() + delay > deadline) throw unavailable(reason, error);
    }
    await pause(delay);
  }
}

async function pause(milliseconds: number): Promise<void> {
  const endWait = waitsFor('backoff', 'database').begin();
  await sleep(milliseconds);
  endWait();
}

function unavailable(reason: string, cause: unknown): HttpError {
  return new HttpError(503, `${reason}: try again in a moment`, { headers: { 'Retry-After': '1' }, cause });
}
