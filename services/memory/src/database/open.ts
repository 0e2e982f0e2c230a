import { sql } from 'kysely';
import type { DatabaseLocation } from './location.ts';
import type { MemoryDatabase } from './memory-database.ts';
import type { OpenOptions } from './open-options.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';

/** Opens the database and migrates it; `close()` closes it. Rejects with what to do when it cannot be used, or is not this version's. */
export function openDatabase(location: DatabaseLocation, options: OpenOptions): Promise<MemoryDatabase> {
  return location.kind === 'sqlite' ? openSqlite(location, options) : openPostgres(location, options);
}

/** Resolves when the database answers. */
export async function ping({ tables }: MemoryDatabase): Promise<void> {
  await sql`select 1`.execute(tables);
}
