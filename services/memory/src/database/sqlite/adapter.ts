import { SqliteAdapter } from 'kysely';

/** The features of SQLite under `NodeSqliteDriver`, for Kysely. */
export class NodeSqliteAdapter extends SqliteAdapter {
  /** SQLite can change tables in a transaction, so all migrations run in one, which also locks out other processes. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is only one connection, but the driver queues its users itself. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
