import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { DatabaseIdentity } from '../tracing/traced-connection.ts';
import { PostgresDriver } from './driver.ts';
import type { ConnectionPool } from './pool.ts';

/** Kysely over the pool, with a client span for each statement that runs within a trace. */
export function postgresDialect(pool: ConnectionPool, identity: DatabaseIdentity): Dialect {
  return {
    createDriver: () => new PostgresDriver(pool, identity),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
