import type pg from 'pg';

/** Data exceptions: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DATA_EXCEPTION = /^22/;

/**
 * Removes values of users from an error of the server, which would otherwise appear in logs and span statuses. Messages of data exceptions repeat
 * the wrong value, details of any error the row, and the error's context the parameters.
 */
export function withoutValues(error: pg.DatabaseError): pg.DatabaseError {
  Object.assign(error, { detail: undefined, where: undefined, internalQuery: undefined });
  if (!DATA_EXCEPTION.test(error.code ?? '')) return error;
  const { message, stack } = error;
  error.message = `the database refused a value (SQLSTATE ${error.code})`;
  // The stack begins with the message.
  if (stack !== undefined) error.stack = stack.split(message).join(error.message);
  return error;
}
