import { setTimeout as sleep } from 'node:timers/promises';
import { HttpError } from '@cortex/runtime';

/** How long work is repeated while another process holds the lock. */
const PATIENCE_MILLISECONDS = 2_000;
const FIRST_DELAY_MILLISECONDS = 10;
const LONGEST_DELAY_MILLISECONDS = 250;
/** SQLITE_BUSY, which the extended codes carry in their lowest byte: https://www.sqlite.org/rescode.html */
const BUSY = 5;

/**
 * Repeats work that another process's lock turned away, so that requests wait and not the event loop. The work must leave nothing behind when it fails.
 * @throws {HttpError} 503 when the lock is held for longer than two seconds.
 */
export async function whenFree<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (let delay = FIRST_DELAY_MILLISECONDS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MILLISECONDS)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() + delay > deadline) throw busy(error);
    }
    await sleep(delay);
  }
}

function isBusy(error: unknown): boolean {
  const { errcode } = Object(error) as { errcode?: number };
  return errcode !== undefined && (errcode & 0xff) === BUSY;
}

function busy(cause: unknown): HttpError {
  return new HttpError(503, 'The history is locked by another process: try again in a moment', {
    headers: { 'Retry-After': '1' },
    cause,
  });
}
