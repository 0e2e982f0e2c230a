import { type Dialect, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { NodeSqliteAdapter } from './adapter.ts';
import { NodeSqliteDriver, type SqliteDriverOptions } from './driver.ts';

/** Kysely's dialect on `node:sqlite`, with a client span for each statement within a trace. */
export function nodeSqliteDialect(options: SqliteDriverOptions): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver(options),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new NodeSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
