/** How a failed statement is named in telemetry. */
export interface ErrorCodes {
  /** `error.type`: the database's code, else the error's class. */
  errorType: string;
  /** `db.response.status_code`: the database's own code; absent when the failure did not come from the database. */
  statusCode: string | undefined;
}

/** `node:sqlite` puts SQLite's extended result code into `errcode`: https://www.sqlite.org/rescode.html */
export function errorCodes(error: unknown): ErrorCodes {
  const { errcode, name = 'unknown' } = Object(error) as { errcode?: number; name?: string };
  if (errcode === undefined) return { errorType: name, statusCode: undefined };
  return { errorType: String(errcode), statusCode: String(errcode) };
}
