import { sql } from 'kysely';
import type { DatabaseLocation } from './location.ts';
import type { MemoryDatabase } from './memory-database.ts';
import type { OpenOptions } from './open-options.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';

/** Opens and migrates the database. Rejects with what to do when it cannot be used, or has the schema of another version. */
export function openDatabase(location: DatabaseLocation, options: OpenOptions): Promise<MemoryDatabase> {
  return location.kind === 'sqlite' ? openSqlite(location, options) : openPostgres(location, options);
}

/** Resolves when the database answers. */
export async function ping({ tables }: MemoryDatabase): Promise<void> {
  await sql`select 1`.execute(tables);
}
