import type { DatabaseSync } from 'node:sqlite';
import { ACCOUNTS, OTHER_SENDERS, OWNED, seenAt } from './schema.ts';

/** How many current steps of `seen` made one step of an earlier version. */
const STEPS_BEFORE = 6;

/**
 * Migrates a file in which rows did not belong to senders: all of them go to the account for other senders, and are deleted by their age.
 */
export function takeOverEarlierFile(database: DatabaseSync): void {
  const columns = columnsOf(database, 'profiles');
  if (columns.length === 0 || columns.includes('account_id')) return;
  database.exec('PRAGMA foreign_keys = OFF');
  database.exec('BEGIN IMMEDIATE');
  database.exec(ACCOUNTS);
  for (const [table, definition] of Object.entries(OWNED)) rebuild(database, table, definition);
  for (const table of Object.keys(OWNED)) charge(database, table);
  database.exec('COMMIT');
}

/** Rebuilds a table, as SQLite recommends: a constraint cannot be changed in place. */
function rebuild(database: DatabaseSync, table: string, definition: string): void {
  const values: Record<string, string> = Object.fromEntries(columnsOf(database, table).map((name) => [name, name]));
  values.account_id = String(OTHER_SENDERS);
  if (table === 'profiles') values.samples = '(SELECT COUNT(*) FROM samples WHERE profile_id = profiles.id)';
  // A row counts as used at the end of its hour; without an hour, now.
  else values.seen = 'seen' in values ? `seen * ${STEPS_BEFORE} + ${STEPS_BEFORE - 1}` : String(seenAt(Date.now()));
  database.exec(`
    CREATE TABLE new_${table} (${definition}) STRICT;
    INSERT INTO new_${table} (${Object.keys(values).join(', ')}) SELECT ${Object.values(values).join(', ')} FROM ${table};
    DROP TABLE ${table};
    ALTER TABLE new_${table} RENAME TO ${table};
  `);
}

function charge(database: DatabaseSync, table: string): void {
  database.exec(`UPDATE accounts SET bytes = bytes + (SELECT COALESCE(SUM(bytes), 0) FROM ${table})`);
}

function columnsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare(`PRAGMA table_info(${table})`)
    .all()
    .map(({ name }) => String(name));
}
