import { CompiledQuery, type DatabaseConnection, SqliteDriver } from 'kysely';
import type { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { TracedConnection } from '../tracing/traced-connection.ts';
import { openFile } from './open-file.ts';
import { Turns } from './turns.ts';

/** Kysely's SQLite driver with traced statements and transactions that take the write lock at once. */
export class NodeSqliteDriver extends SqliteDriver {
  readonly #telemetry: DatabaseTelemetry;
  readonly #turns = new Turns();
  #connection: DatabaseConnection | undefined;

  constructor(path: string, telemetry: DatabaseTelemetry) {
    super({ database: async () => openFile(path) });
    this.#telemetry = telemetry;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#telemetry.acquire(() => this.#turns.take());
    this.#connection ??= new TracedConnection(await super.acquireConnection(), this.#telemetry);
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
