import type { Kysely } from 'kysely';

/** The history of each user, the guide's indexes over it, and one summary row for each user. */
export const history = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createUserHistory(db);
    await createIndexes(db);
    await createUserSummary(db);
  },
};

async function createUserHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_history')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('input_id', 'text', (column) => column.notNull().unique())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('metadata', 'text', (column) => column.notNull())
    .addColumn('timestamp', 'integer', (column) => column.notNull())
    .execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = (name: string) => db.schema.createIndex(name).on('user_history');
  await index('idx_user_history_user_id').columns(['user_id']).execute();
  await index('idx_user_history_timestamp').columns(['timestamp desc']).execute();
  await index('idx_user_history_user_timestamp').columns(['user_id', 'timestamp desc']).execute();
}

async function createUserSummary(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_summary')
    .addColumn('user_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('topic_counts', 'text', (column) => column.notNull())
    .execute();
}
