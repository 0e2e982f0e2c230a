import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { PostgresDriver } from './driver.ts';
import type { ConnectionPool } from './pool.ts';

/** Kysely's dialect on the pool, with a client span for each statement within a trace. */
export function postgresDialect(pool: ConnectionPool, telemetry: DatabaseTelemetry): Dialect {
  return {
    createDriver: () => new PostgresDriver(pool, telemetry),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
