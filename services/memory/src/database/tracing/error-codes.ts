/** How a failed statement is named in telemetry. */
export interface ErrorCodes {
  /** `error.type`: the database's code, else the error's class. */
  errorType: string;
  /** `db.response.status_code`: the database's own code; absent when the failure did not come from the database. */
  statusCode: string | undefined;
}

/** `node:sqlite` puts SQLite's extended result code into `errcode`: https://www.sqlite.org/rescode.html */
export function errorCodes(error: unknown): ErrorCodes {
  if (!(error instanceof Error)) return { errorType: typeof error, statusCode: undefined };
  const statusCode = 'errcode' in error ? String(error.errcode) : undefined;
  return { errorType: statusCode ?? error.name, statusCode };
}
