import { Migrator } from 'kysely/migration';
import { type ColumnTypes, history } from './migrations/0001-history.ts';
import type { Tables } from './schema.ts';

/** Brings the tables up to date; harmless to repeat and when several processes start at once. Rejects with the first failure. */
export async function migrate(db: Tables, types: ColumnTypes): Promise<void> {
  const migrations = { '0001_history': history(types) };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'preparation';
  throw new Error(`database migration failed (${failed})`, { cause: error });
}
