import { CompiledQuery, type DatabaseConnection, SqliteDriver } from 'kysely';
import type { LimitFunction } from 'p-limit';
import type { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { TracedConnection } from '../tracing/traced-connection.ts';
import { type OpenFile, openFile } from './open-file.ts';

export interface SqliteDriverOptions {
  path: string;
  /** The queue for the only connection. */
  limit: LimitFunction;
  telemetry: DatabaseTelemetry;
}

/**
 * Kysely's SQLite driver with traced statements, and with transactions that take the write lock immediately. Kysely's own queue for the connection wakes every
 * waiter at each release, which costs most of the time under load.
 */
export class NodeSqliteDriver extends SqliteDriver {
  readonly #telemetry: DatabaseTelemetry;
  readonly #limit: LimitFunction;
  readonly #hasTransaction: () => boolean;
  #connection: DatabaseConnection | undefined;
  #release = () => {};

  constructor({ path, limit, telemetry }: SqliteDriverOptions) {
    let file: OpenFile | undefined;
    const database = async () => {
      file = openFile(path);
      return file;
    };
    super({ database });
    this.#limit = limit;
    this.#telemetry = telemetry;
    this.#hasTransaction = () => file?.isTransaction ?? false;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#telemetry.acquire(() => this.#take());
    this.#connection ??= new TracedConnection(await super.acquireConnection(), this.#telemetry);
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {
    this.#release();
  }

  /** Resolves when the connection belongs to the caller, until `releaseConnection`. */
  #take(): Promise<void> {
    const taken = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    void this.#limit(() => {
      this.#release = released.resolve;
      taken.resolve();
      return released.promise;
    });
    return taken.promise;
  }

  /** A deferred transaction that reads first would fail with SQLITE_BUSY, without waiting, if another process wrote in between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** When a disk is full or fails, SQLite rolls back on its own. A second rollback would fail and hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#hasTransaction()) await super.rollbackTransaction(connection);
  }
}
