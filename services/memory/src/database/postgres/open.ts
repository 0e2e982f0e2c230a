import { Kysely, sql } from 'kysely';
import type { PostgresLocation } from '../location.ts';
import type { MemoryDatabase } from '../memory-database.ts';
import { migrate } from '../migrate.ts';
import type { OpenOptions } from '../open-options.ts';
import type { MemorySchema, Tables } from '../schema.ts';
import { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { postgresDialect } from './dialect.ts';
import { explainFailedOpen } from './explain-failed-open.ts';
import { LastKnownSize } from './last-known-size.ts';
import { Notifications } from './notifications.ts';
import { ConnectionPool } from './pool.ts';
import { POOL_LIMITS } from './pool-limits.ts';
import { serverPlace } from './server-place.ts';
import { turnedAway } from './turned-away.ts';

const CHANNEL = 'cortex_history';

/** Opens a database on a server, which any number of processes may serve. */
export async function openPostgres(
  { url }: PostgresLocation,
  { onFailure, onSlowQuery, onFailedQuery }: OpenOptions,
): Promise<MemoryDatabase> {
  const place = serverPlace(url);
  const pool = new ConnectionPool({ url, onBroken: onFailure });
  const server = { address: place.host, port: place.port };
  const telemetry = new DatabaseTelemetry({
    system: 'postgresql',
    namespace: place.database,
    server,
    turnedAway,
    onSlowQuery,
    onFailedQuery,
  });
  const tables: Tables = new Kysely<MemorySchema>({ dialect: postgresDialect(pool, telemetry) });
  try {
    await migrate(tables, { id: (column) => column.primaryKey().generatedAlwaysAsIdentity(), wholeNumber: 'bigint' });
    const size = new LastKnownSize(tables);
    await size.read();
    const channel = await Notifications.open({ url, name: CHANNEL, onFailure });
    const unobserve = telemetry.observe({
      bytes: () => size.bytes,
      connections: () => pool.counts.open,
      pool: {
        waiting: () => pool.counts.waiting,
        working: () => pool.counts.open - pool.counts.idle,
        workers: POOL_LIMITS.max,
      },
    });
    const close = async () => {
      unobserve();
      await channel.close();
      await tables.destroy();
    };
    return { tables, channel, lockUsers, turnedAway, close };
  } catch (error) {
    await tables.destroy();
    throw explainFailedOpen(error, place);
  }
}

/** Locks always in the same order, so that two transactions never wait for each other. Works for users without a row, too. */
async function lockUsers(transaction: Tables, userIds: string[]): Promise<void> {
  const users = [...new Set(userIds)].sort();
  await sql`select pg_advisory_xact_lock(hashtextextended(user_id, 0)) from unnest(${users}::text[]) as user_id`.execute(
    transaction,
  );
}
