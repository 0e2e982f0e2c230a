import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explainUnusableFile, ownerOnly, writeAhead } from '@cortex/runtime';
import { SCHEMA } from './schema.ts';
import { takeOverEarlierFile } from './take-over.ts';

/**
 * Opens or creates the store's SQLite file. A crash of the process loses nothing, a crash of the machine only the last moments.
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
  database.exec('PRAGMA busy_timeout = 5000');
  writeAhead(database);
  takeOverEarlierFile(database);
  database.exec('PRAGMA foreign_keys = ON');
  database.exec(SCHEMA);
}
