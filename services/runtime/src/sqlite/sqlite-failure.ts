/**
 * What a failure says of the database, whatever the statement was: another process holds it (`busy`), nothing can be written to it now
 * (`unwritable`: a full disk, a failing one, a file that may only be read), no start can open it (`damaged`).
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

/** The rest of an extended code says more about the same failure. */
const PRIMARY_CODE = 0xff;

/** What failed, by an error of `node:sqlite` or one that it caused; undefined where the database is well. */
export function sqliteFailure(error: unknown): SqliteFailure | undefined {
  return found(error)?.failure;
}

/** What SQLite said about a file that no start can open; undefined for any other error. */
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
