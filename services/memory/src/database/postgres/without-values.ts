import type pg from 'pg';

/** Data exceptions: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DATA_EXCEPTION = /^22/;

/**
 * What the server said, without values of users: messages of data exceptions repeat the value that was wrong, details of any error the row, and
 * where it happened the parameters. All of it would come into logs and the status of spans.
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
