import { SqliteAdapter } from 'kysely';

/** What Kysely may expect of SQLite under `NodeSqliteDriver`. */
export class NodeSqliteAdapter extends SqliteAdapter {
  /** SQLite can change tables inside a transaction. All migrations become one, which is also the lock between processes. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is one connection, but the driver itself hands it from one user to the next. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
