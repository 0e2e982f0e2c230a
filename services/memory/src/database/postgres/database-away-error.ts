import pg from 'pg';
import { withoutValues } from './without-values.ts';

/** The messages of `pg`'s errors for time limits, which have no code. */
const NO_TIME_LEFT = /time-?out/i;

/** The server could not be reached, or was lost on the way; what it was doing is undone unless it was a commit. */
export class DatabaseAwayError extends Error {
  /** The system's code for a time limit; of anything else the cause has the code. */
  readonly code?: string;

  constructor(cause: unknown) {
    super('The database does not answer', { cause });
    this.name = 'DatabaseAwayError';
    if (NO_TIME_LEFT.test((cause as Error | undefined)?.message ?? '')) this.code = 'ETIMEDOUT';
  }
}

/** What the server said stays, but for values; all other failures of a connection mean that there is none any more. */
export function withoutServer(error: unknown): unknown {
  return isSaidByServer(error) ? withoutValues(error) : new DatabaseAwayError(error);
}

/** Whether the connection can be used again after this failure. */
export function isSaidByServer(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.severity !== 'FATAL' && error.severity !== 'PANIC';
}
