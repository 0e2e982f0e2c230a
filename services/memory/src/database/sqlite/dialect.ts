import { type Dialect, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { NodeSqliteAdapter } from './adapter.ts';
import { NodeSqliteDriver } from './driver.ts';

/** Kysely over `node:sqlite`, with a client span for each statement that runs within a trace. */
export function nodeSqliteDialect(path: string, telemetry: DatabaseTelemetry): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver(path, telemetry),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new NodeSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
