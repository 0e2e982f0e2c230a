import { basename } from 'node:path';
import { type Dialect, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { NodeSqliteAdapter } from './adapter.ts';
import { NodeSqliteDriver } from './driver.ts';

/** Kysely over `node:sqlite`, with a client span for each statement that runs within a trace. */
export function nodeSqliteDialect(path: string): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver({ path, namespace: basename(path) }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new NodeSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
