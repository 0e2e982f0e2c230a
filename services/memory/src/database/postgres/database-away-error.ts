import pg from 'pg';

/** The server could not be reached, or was lost on the way; what it was doing is undone unless it was a commit. */
export class DatabaseAwayError extends Error {
  constructor(cause: unknown) {
    super('The database does not answer', { cause });
    this.name = 'DatabaseAwayError';
  }
}

/** What the server said stays as it is; all other failures of a connection mean that there is none any more. */
export function withoutServer(error: unknown): unknown {
  return isSaidByServer(error) ? error : new DatabaseAwayError(error);
}

/** Whether the connection can be used again after this failure. */
export function isSaidByServer(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.severity !== 'FATAL' && error.severity !== 'PANIC';
}
