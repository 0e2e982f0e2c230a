import { ConfigError, reasonOf } from '@cortex/runtime';
import pg from 'pg';
import { DatabaseAwayError } from './database-away-error.ts';
import type { ServerPlace } from './server-place.ts';

type Explanation = (place: ServerPlace) => string;

const wrongUser: Explanation = ({ user }) =>
  `does not let ${user} in: correct user and password in DATABASE_URL (postgres://user:password@host:5432/database), with percent signs for special characters`;

/** SQLSTATEs that fail at every start: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const EXPLANATIONS: Record<string, Explanation> = {
  '28P01': wrongUser,
  '28000': wrongUser,
  '3D000': ({ database, user }) =>
    `has no database ${database}: create it (createdb --owner=${user} ${database}), or correct its name in DATABASE_URL`,
  '42501': ({ database, user }) =>
    `does not let ${user} make tables: grant it (GRANT CREATE ON SCHEMA public TO ${user}) in the database ${database}`,
  '53300': () => 'has no connection left: raise its max_connections, or lower MEMORY_WORKERS',
};

/** Converts a failure into a {@link ConfigError} with the remedy and without the password, for the person who starts the service. Other failures are returned unchanged. */
export function explainFailedOpen(error: unknown, place: ServerPlace): unknown {
  const cause = rootOf(error);
  const server = `PostgreSQL at ${place.host}:${place.port}`;
  if (cause instanceof pg.DatabaseError) {
    const explanation = EXPLANATIONS[cause.code ?? ''];
    return explanation ? new ConfigError(`${server} ${explanation(place)}`) : error;
  }
  if (!(cause instanceof DatabaseAwayError)) return error;
  return new ConfigError(
    `${server} does not answer (${reasonFor(cause)}): start it, or correct host and port in DATABASE_URL (postgres://user:password@host:5432/database)`,
  );
}

/** The error of the database, which the migrator wraps, as we do when the server closed the connection with it. */
function rootOf(error: unknown): unknown {
  const { cause } = Object(error) as { cause?: unknown };
  if (error instanceof DatabaseAwayError && !(cause instanceof pg.DatabaseError)) return error;
  return cause === undefined ? error : rootOf(cause);
}

/** The reason in words: if a name has several addresses, Node's error has only a code. */
function reasonFor({ cause }: DatabaseAwayError): string {
  const { code } = Object(cause) as { code?: string };
  return code ?? reasonOf(cause);
}
