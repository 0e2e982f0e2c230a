import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { history } from './migrations/0001-history.ts';
import type { MemorySchema } from './schema.ts';

const migrations = { '0001_history': history };

/** Brings the tables up to date; harmless to repeat and when several processes start at once. Rejects with the first failure. */
export async function migrate(db: Kysely<MemorySchema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'preparation';
  throw new Error(`database migration failed (${failed})`, { cause: error });
}
