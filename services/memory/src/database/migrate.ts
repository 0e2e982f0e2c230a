import { Migrator } from 'kysely/migration';
import { type ColumnTypes, history } from './migrations/0001-history.ts';
import type { Tables } from './schema.ts';

/** Migrates the tables to the current schema. Can be repeated, and run by several processes at once. Rejects with the first failure. */
export async function migrate(db: Tables, types: ColumnTypes): Promise<void> {
  const migrations = { '0001_history': history(types) };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'preparation';
  throw new Error(`database migration failed (${failed})`, { cause: error });
}
