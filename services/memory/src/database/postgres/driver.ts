import { CompiledQuery, type DatabaseConnection, type Driver, type TransactionSettings } from 'kysely';
import type { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { TracedConnection } from '../tracing/traced-connection.ts';
import type { ConnectionPool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';

class TracedPooledConnection extends TracedConnection {
  readonly pooled: PooledConnection;

  constructor(pooled: PooledConnection, telemetry: DatabaseTelemetry) {
    super(pooled, telemetry);
    this.pooled = pooled;
  }
}

/** Kysely's driver on the pool, with traced statements. */
export class PostgresDriver implements Driver {
  readonly #pool: ConnectionPool;
  readonly #telemetry: DatabaseTelemetry;

  constructor(pool: ConnectionPool, telemetry: DatabaseTelemetry) {
    this.#pool = pool;
    this.#telemetry = telemetry;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<TracedPooledConnection> {
    const pooled = await this.#telemetry.acquire(() => this.#pool.acquire());
    return new TracedPooledConnection(pooled, this.#telemetry);
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await run(connection, isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'commit');
  }

  /** On a lost connection nothing is left to do: the server has already rolled back. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if ((connection as TracedPooledConnection).pooled.isUsable) await run(connection, 'rollback');
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as TracedPooledConnection).pooled.release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

async function run(connection: DatabaseConnection, sql: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(sql));
}
