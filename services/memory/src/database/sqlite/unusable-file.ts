import { ConfigError } from '@cortex/runtime';

/** SQLITE_CORRUPT and SQLITE_NOTADB: https://www.sqlite.org/rescode.html */
const UNUSABLE = new Set([11, 26]);
/** The rest of an extended code says more about the same failure. */
const PRIMARY_CODE = 0xff;

/** What to tell whoever starts the service: for a file that no start can open, a {@link ConfigError} with the remedy. */
export function explainUnusableFile(error: unknown, path: string): unknown {
  const reason = unusableReason(error);
  if (reason === undefined) return error;
  const remedy = 'move it away, or name another file in DATABASE_URL (sqlite:<path>)';
  return new ConfigError(`${path} is not usable (${reason}): ${remedy}`);
}

/** The migrator wraps what the database said. */
function unusableReason(error: unknown): string | undefined {
  const { errcode = 0, message, cause } = Object(error) as { errcode?: number; message?: string; cause?: unknown };
  if (UNUSABLE.has(errcode & PRIMARY_CODE)) return message;
  return cause === undefined ? undefined : unusableReason(cause);
}
