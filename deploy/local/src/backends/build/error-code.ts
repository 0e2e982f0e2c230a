/** The code of a system error, such as `ENOENT`, or of an SQLite error; undefined for any other value. */
export function errorCode(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('errcode' in error) return error.errcode;
  return 'code' in error ? error.code : undefined;
}
