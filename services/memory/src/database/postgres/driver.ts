import { CompiledQuery, type DatabaseConnection, type Driver, type TransactionSettings } from 'kysely';
import { type DatabaseIdentity, TracedConnection } from '../tracing/traced-connection.ts';
import type { ConnectionPool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';

class TracedPooledConnection extends TracedConnection {
  readonly pooled: PooledConnection;

  constructor(pooled: PooledConnection, identity: DatabaseIdentity) {
    super(pooled, identity);
    this.pooled = pooled;
  }
}

/** Kysely's driver over the pool, with traced statements. */
export class PostgresDriver implements Driver {
  readonly #pool: ConnectionPool;
  readonly #identity: DatabaseIdentity;

  constructor(pool: ConnectionPool, identity: DatabaseIdentity) {
    this.#pool = pool;
    this.#identity = identity;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<TracedPooledConnection> {
    return new TracedPooledConnection(await this.#pool.acquire(), this.#identity);
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await run(connection, isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'commit');
  }

  /** What a lost connection had begun, the server has already rolled back. */
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
