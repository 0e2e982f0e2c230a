import type pg from 'pg';

/** The guide's limits of the pool, as pg-pool names them. */
export const POOL_LIMITS = {
  /** pool_size: connections that are kept once they are open. */
  min: 10,
  /** pool_size and max_overflow: connections under load. */
  max: 30,
  /** How long one of the overflow stays open without use. */
  idleTimeoutMillis: 10_000,
  /** pool_timeout: how long to wait for a connection, a new one included. */
  connectionTimeoutMillis: 30_000,
  /** pool_recycle. */
  maxLifetimeSeconds: 1_800,
} satisfies pg.PoolConfig;

/** pool_pre_ping, but only of connections that were not used for this long: one used a moment ago has just shown that it works. */
export const CHECK_AFTER_IDLE_MILLISECONDS = 5_000;
