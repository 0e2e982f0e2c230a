/**
 * What a failure says about the database, whatever the statement was. `busy`: another process holds it. `unwritable`: nothing can be written to it
 * now (a full or failing disk, a read-only file). `damaged`: no start can open it.
 */
export type SqliteFailure = 'busy' | 'unwritable' | 'damaged';

/** SQLITE_BUSY; READONLY, IOERR, FULL, CANTOPEN; CORRUPT, NOTADB: https://www.sqlite.org/rescode.html */
const FAILURES = new Map<number, SqliteFailure>([
  [5, 'busy'],
  [8, 'unwritable'],
  [10, 'unwritable'],
  [13, 'unwritable'],
  [14, 'unwritable'],
  [11, 'damaged'],
  [26, 'damaged'],
]);

/** The low byte of an extended result code is its primary code; the rest only adds detail. */
const PRIMARY_CODE = 0xff;

/** Classifies an error of `node:sqlite`, or one that was caused by it; undefined if the database is not at fault. */
export function sqliteFailure(error: unknown): SqliteFailure | undefined {
  return found(error)?.failure;
}

/** SQLite's message about a file that no start can open; undefined for any other error. */
export function damageOf(error: unknown): string | undefined {
  const { failure, message } = found(error) ?? {};
  return failure === 'damaged' ? message : undefined;
}

function found(error: unknown): { failure: SqliteFailure; message: string | undefined } | undefined {
  const { errcode = 0, message, cause } = Object(error) as { errcode?: number; message?: string; cause?: unknown };
  const failure = FAILURES.get(errcode & PRIMARY_CODE);
  if (failure !== undefined) return { failure, message };
  return cause === undefined ? undefined : found(cause);
}
