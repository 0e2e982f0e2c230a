import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { explainUnusableFile, sqliteFailure } from '@cortex/runtime';
import { Kysely, sql } from 'kysely';
import pLimit from 'p-limit';
import type { SqliteLocation } from '../location.ts';
import type { MemoryDatabase } from '../memory-database.ts';
import { migrate } from '../migrate.ts';
import type { OpenOptions } from '../open-options.ts';
import type { MemorySchema, Tables } from '../schema.ts';
import { DatabaseTelemetry } from '../tracing/database-telemetry.ts';
import { nodeSqliteDialect } from './dialect.ts';

const REMEDY = 'move it away, or name another file in DATABASE_URL (sqlite:<path>)';

/** Opens a database in one file. Only one process should serve it: its streams do not show what others store. */
export async function openSqlite(
  { path }: SqliteLocation,
  { onSlowQuery, onFailedQuery }: OpenOptions,
): Promise<MemoryDatabase> {
  const telemetry = new DatabaseTelemetry({
    system: 'sqlite',
    namespace: basename(path),
    turnedAway,
    onSlowQuery,
    onFailedQuery,
  });
  const limit = pLimit(1);
  const tables: Tables = new Kysely<MemorySchema>({ dialect: nodeSqliteDialect({ path, limit, telemetry }) });
  try {
    await migrate(tables, {
      id: (column) => column.primaryKey().autoIncrement(),
      wholeNumber: 'integer',
    });
    await refuseWaiting(tables);
  } catch (error) {
    await tables.destroy();
    throw explainUnusableFile(error, { path, remedy: REMEDY });
  }
  const unobserve = telemetry.observe({
    bytes: () => sizeOf(path),
    connections: () => 1,
    pool: { waiting: () => limit.pendingCount, working: () => limit.activeCount, workers: 1 },
  });
  return {
    tables,
    channel: undefined,
    // Transactions already begin with the lock on the whole file.
    lockUsers: async () => undefined,
    turnedAway,
    close: () => {
      unobserve();
      return tables.destroy();
    },
  };
}

/** The size of the file with its log, which contains what is not yet in the file. */
function sizeOf(path: string): number {
  return [path, `${path}-wal`].reduce(
    (bytes, file) => bytes + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** From here on, a lock of another process is an immediate error, which `whenFree` retries: SQLite's own wait would block the event loop. */
async function refuseWaiting(tables: Tables): Promise<void> {
  await sql`pragma busy_timeout = 0`.execute(tables);
}

function turnedAway(error: unknown): string | undefined {
  const failure = sqliteFailure(error);
  if (failure === 'busy') return 'The history is locked by another process';
  return failure === 'unwritable' ? 'The history cannot be written to' : undefined;
}
