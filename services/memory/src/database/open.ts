import { type Dialect, Kysely, sql } from 'kysely';
import { migrate } from './migrate.ts';
import type { MemorySchema } from './schema.ts';
import { nodeSqliteDialect } from './sqlite/dialect.ts';
import { type DatabaseLocation, parseDatabaseUrl } from './url.ts';

/** The memory service's tables, open and up to date. */
export type MemoryDatabase = Kysely<MemorySchema>;

/** Opens what `DATABASE_URL` names and migrates it; `destroy()` closes it. Rejects with the URL's fault, or with the database's. */
export async function openDatabase(url: string): Promise<MemoryDatabase> {
  const database = new Kysely<MemorySchema>({ dialect: dialectFor(parseDatabaseUrl(url)) });
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}

/** Resolves when the database answers. */
export async function ping(database: MemoryDatabase): Promise<void> {
  await sql`select 1`.execute(database);
}

function dialectFor(location: DatabaseLocation): Dialect {
  return nodeSqliteDialect(location.path);
}
