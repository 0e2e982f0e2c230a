import type pg from 'pg';

/** The guide's limits of the pool, under the names of pg-pool. */
export const POOL_LIMITS = {
  /** pool_size: connections that stay open. */
  min: 10,
  /** pool_size and max_overflow: connections under load. */
  max: 30,
  /** How long an overflow connection stays open without use. */
  idleTimeoutMillis: 10_000,
  /** pool_timeout: how long to wait for a connection, including opening it. */
  connectionTimeoutMillis: 30_000,
  /** pool_recycle. */
  maxLifetimeSeconds: 1_800,
} satisfies pg.PoolConfig;

/** pool_pre_ping, but only for connections that were idle for this long: one used a moment ago has just shown that it works. */
export const CHECK_AFTER_IDLE_MILLISECONDS = 5_000;
