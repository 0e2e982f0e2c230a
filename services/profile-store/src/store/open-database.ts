import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explainUnusableFile, ownerOnly } from '@cortex/runtime';
import { DICTIONARIES, SCHEMA, seenAt } from './schema.ts';

/**
 * Opens or creates the store's SQLite file. A crash of the process loses nothing; one of the machine, the last moments.
 * Throws a ConfigError with the remedy for a file that no start can open.
 */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file);
  try {
    prepare(database);
    ownerOnly(file);
    return database;
  } catch (error) {
    database.close();
    throw explainUnusableFile(error, { path: file, remedy: 'move it away, and the store begins a new one' });
  }
}

function prepare(database: DatabaseSync): void {
  database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec('PRAGMA foreign_keys = ON');
  for (const table of DICTIONARIES) addSeen(database, table);
  database.exec(SCHEMA);
}

/** A file of an earlier version does not know when its rows were used: at the latest now. */
function addSeen(database: DatabaseSync, table: string): void {
  const columns = database.prepare(`PRAGMA table_info(${table})`).all();
  if (columns.length === 0 || columns.some(({ name }) => name === 'seen')) return;
  database.exec(`ALTER TABLE ${table} ADD COLUMN seen INTEGER NOT NULL DEFAULT ${seenAt(Date.now())}`);
}
