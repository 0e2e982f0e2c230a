import { CompiledQuery, type DatabaseConnection, SqliteDriver } from 'kysely';
import type { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { TracedConnection } from '../tracing/traced-connection.ts';
import { type OpenFile, openFile } from './open-file.ts';
import type { Turns } from './turns.ts';

export interface SqliteDriverOptions {
  path: string;
  /** The queue for the single connection. */
  turns: Turns;
  telemetry: DatabaseTelemetry;
}

/** Kysely's SQLite driver with traced statements and transactions that take the write lock at once. */
export class NodeSqliteDriver extends SqliteDriver {
  readonly #telemetry: DatabaseTelemetry;
  readonly #turns: Turns;
  readonly #hasTransaction: () => boolean;
  #connection: DatabaseConnection | undefined;

  constructor({ path, turns, telemetry }: SqliteDriverOptions) {
    let file: OpenFile | undefined;
    const database = async () => {
      file = openFile(path);
      return file;
    };
    super({ database });
    this.#turns = turns;
    this.#telemetry = telemetry;
    this.#hasTransaction = () => file?.isTransaction ?? false;
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

  /** When a disk is full or fails, SQLite has rolled back by itself; a second rollback would fail and hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#hasTransaction()) await super.rollbackTransaction(connection);
  }
}
