import { CompiledQuery, type DatabaseConnection, SqliteDriver } from 'kysely';
import { TracedConnection } from '../tracing/traced-connection.ts';
import { openFile } from './open-file.ts';
import { Turns } from './turns.ts';

/** Kysely's SQLite driver with traced statements and transactions that take the write lock at once. */
export class NodeSqliteDriver extends SqliteDriver {
  readonly #namespace: string;
  readonly #turns = new Turns();
  #connection: DatabaseConnection | undefined;

  constructor({ path, namespace }: { path: string; namespace: string }) {
    super({ database: async () => openFile(path) });
    this.#namespace = namespace;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    this.#connection ??= new TracedConnection(await super.acquireConnection(), {
      system: 'sqlite',
      namespace: this.#namespace,
    });
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {
    this.#turns.pass();
  }

  /** A deferred transaction that reads first fails with SQLITE_BUSY, without waiting, when another process wrote in between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
