import { errorTypeOf } from '@cortex/telemetry/errors';

/** The codes of a failed statement in telemetry. */
export interface ErrorCodes {
  /** `error.type`: the database's code, otherwise `timeout`, the code of the system, or the error's class. */
  errorType: string;
  /** `db.response.status_code`: the database's own code; absent if the failure did not come from the database. */
  statusCode: string | undefined;
}

interface CodedError {
  /** SQLite's extended result code, as `node:sqlite` has it: https://www.sqlite.org/rescode.html */
  errcode?: number;
  /** PostgreSQL's SQLSTATE if there is a `severity`, otherwise the system's code. */
  code?: string;
  severity?: string;
  cause?: unknown;
}

/** The codes of an error or of its cause. */
export function errorCodes(error: unknown): ErrorCodes {
  const statusCode = databaseCode(error);
  return { errorType: statusCode ?? errorTypeOf(error), statusCode };
}

function databaseCode(error: unknown): string | undefined {
  const { errcode, code, severity, cause } = Object(error) as CodedError;
  if (errcode !== undefined) return String(errcode);
  if (severity !== undefined) return code;
  return cause === undefined ? undefined : databaseCode(cause);
}
