import pg from 'pg';
import { withoutValues } from './without-values.ts';

/** Matches `pg`'s errors for timeouts, which have no code. */
const NO_TIME_LEFT = /time-?out/i;

/** The server could not be reached, or the connection was lost. The transaction is undone unless it was being committed. */
export class DatabaseAwayError extends Error {
  /** The system's code for a timeout; otherwise the cause has the code. */
  readonly code?: string;

  constructor(cause: unknown) {
    super('The database does not answer', { cause });
    this.name = 'DatabaseAwayError';
    if (NO_TIME_LEFT.test((cause as Error | undefined)?.message ?? '')) this.code = 'ETIMEDOUT';
  }
}

/** Returns an error from the server without values, and converts any other error into a {@link DatabaseAwayError}: then there is no connection any more. */
export function withoutServer(error: unknown): unknown {
  return isSaidByServer(error) ? withoutValues(error) : new DatabaseAwayError(error);
}

/** Whether the error comes from the server, so that the connection is still usable. */
export function isSaidByServer(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.severity !== 'FATAL' && error.severity !== 'PANIC';
}
