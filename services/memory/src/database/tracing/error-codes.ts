/** How a failed statement is named in telemetry. */
export interface ErrorCodes {
  /** `error.type`: the database's code, else that of the system, else the error's class. */
  errorType: string;
  /** `db.response.status_code`: the database's own code; absent when the failure did not come from the database. */
  statusCode: string | undefined;
}

interface CodedError {
  /** SQLite's extended result code, as `node:sqlite` has it: https://www.sqlite.org/rescode.html */
  errcode?: number;
  /** With a `severity` PostgreSQL's SQLSTATE, else the system's code. */
  code?: string;
  severity?: string;
  cause?: unknown;
  name?: string;
}

/** Of the error, or of what caused it. */
export function errorCodes(error: unknown): ErrorCodes {
  const { errcode, code, severity, cause, name = 'unknown' } = Object(error) as CodedError;
  if (errcode !== undefined) return { errorType: String(errcode), statusCode: String(errcode) };
  if (code !== undefined) return { errorType: code, statusCode: severity === undefined ? undefined : code };
  if (cause === undefined) return { errorType: name, statusCode: undefined };
  const { errorType, statusCode } = errorCodes(cause);
  return errorType === 'Error' ? { errorType: name, statusCode } : { errorType, statusCode };
}
