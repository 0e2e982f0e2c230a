import { detached } from '@cortex/runtime';
import pg from 'pg';
import { withoutServer } from './database-away-error.ts';
import { CHECK_AFTER_IDLE_MILLISECONDS, POOL_LIMITS } from './pool-limits.ts';
import { PooledConnection } from './pooled-connection.ts';
import { untraced } from './untraced.ts';
import { valueTypes } from './value-types.ts';

/** A check that takes longer counts as failed. */
const CHECK_TIMEOUT_MILLISECONDS = 2_000;
/** None of our statements takes that long: after this the server counts as lost, which a broken network never reports. */
const STATEMENT_TIMEOUT_MILLISECONDS = 30_000;

export interface ConnectionPoolOptions {
  /** `postgres://...`. */
  url: string;
  /** Called when a connection breaks while idle. */
  onBroken(error: Error): void;
  limits?: Partial<typeof POOL_LIMITS>;
  checkAfterIdleMilliseconds?: number;
}

/** A pool of connections to one database, within the guide's limits. */
export class ConnectionPool {
  readonly #pool: pg.Pool;
  readonly #checkAfterIdle: number;
  readonly #releasedAt = new WeakMap<pg.PoolClient, number>();

  constructor({ url, onBroken, limits, checkAfterIdleMilliseconds }: ConnectionPoolOptions) {
    this.#checkAfterIdle = checkAfterIdleMilliseconds ?? CHECK_AFTER_IDLE_MILLISECONDS;
    this.#pool = new pg.Pool({
      application_name: 'memory-service',
      query_timeout: STATEMENT_TIMEOUT_MILLISECONDS,
      keepAlive: true,
      types: valueTypes,
      ...POOL_LIMITS,
      ...limits,
      connectionString: url,
    });
    this.#pool.on('error', onBroken);
    this.#pool.on('release', (_, client) => this.#releasedAt.set(client, performance.now()));
  }

  /** Open connections, the idle ones among them, and callers that wait for one. */
  get counts(): { open: number; idle: number; waiting: number } {
    return { open: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount };
  }

  /** A working connection, which the caller must release. Rejects with a `DatabaseAwayError` or the server's error. */
  async acquire(): Promise<PooledConnection> {
    for (;;) {
      const client = await this.#connect();
      if (await this.#works(client)) return new PooledConnection(client);
      client.release(true);
    }
  }

  /** Resolves when all connections are released and closed. */
  end(): Promise<void> {
    return this.#pool.end();
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await detached(() => untraced(() => this.#pool.connect()));
    } catch (error) {
      throw withoutServer(error);
    }
  }

  async #works(client: pg.PoolClient): Promise<boolean> {
    const releasedAt = this.#releasedAt.get(client) ?? Number.POSITIVE_INFINITY;
    if (performance.now() - releasedAt < this.#checkAfterIdle) return true;
    const check = { text: 'select 1', query_timeout: CHECK_TIMEOUT_MILLISECONDS };
    return untraced(() => client.query(check)).then(
      () => true,
      () => false,
    );
  }
}
