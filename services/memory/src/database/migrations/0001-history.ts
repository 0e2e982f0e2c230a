import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Column types that differ between the databases. */
export interface ColumnTypes {
  /** Makes the column an auto-incrementing primary key. */
  id(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder;
  /** A type for whole numbers up to 2^53. */
  wholeNumber: 'integer' | 'bigint';
}

/** Creates the history with the guide's indexes, and a table with one summary for each user. */
export function history(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await createUserHistory(db, types);
      await createIndexes(db);
      await createUserSummary(db);
    },
  };
}

async function createUserHistory(db: Kysely<unknown>, { id, wholeNumber }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('user_history')
    .addColumn('id', wholeNumber, id)
    .addColumn('input_id', 'text', (column) => column.notNull().unique())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('metadata', 'text', (column) => column.notNull())
    .addColumn('timestamp', wholeNumber, (column) => column.notNull())
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
