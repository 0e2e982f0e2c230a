import { Kysely, sql } from 'kysely';
import type { DatabaseLocation } from './location.ts';
import { migrate } from './migrate.ts';
import type { MemorySchema } from './schema.ts';
import { nodeSqliteDialect } from './sqlite/dialect.ts';
import { explainUnusableFile } from './unusable-file.ts';

/** The memory service's tables, open and up to date. */
export type MemoryDatabase = Kysely<MemorySchema>;

/** Opens the database and migrates it; `destroy()` closes it. Rejects when it is no database, or not this version's. */
export async function openDatabase(location: DatabaseLocation): Promise<MemoryDatabase> {
  const database = new Kysely<MemorySchema>({ dialect: nodeSqliteDialect(location.path) });
  try {
    await migrate(database);
    await refuseWaiting(database);
  } catch (error) {
    await database.destroy();
    throw explainUnusableFile(error, location.path);
  }
  return database;
}

/** From here on a lock of another process is an error at once, and `whenFree` waits for it: SQLite itself would stop the event loop. */
async function refuseWaiting(database: MemoryDatabase): Promise<void> {
  await sql`pragma busy_timeout = 0`.execute(database);
}

/** Resolves when the database answers. */
export async function ping(database: MemoryDatabase): Promise<void> {
  await sql`select 1`.execute(database);
}
