import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '@cortex/runtime';
import { SCHEMA } from './schema.ts';

/** SQLITE_CORRUPT and SQLITE_NOTADB: https://www.sqlite.org/rescode.html */
const UNUSABLE = new Set([11, 26]);

/**
 * Opens or creates the store's SQLite file. A crash of the process loses nothing; one of the machine, the last moments.
 * Throws a ConfigError with the remedy for a file that no start can open.
 */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    return prepared(database);
  } catch (error) {
    database.close();
    const { errcode, message } = error as { errcode?: number; message: string };
    if (errcode === undefined || !UNUSABLE.has(errcode)) throw error;
    throw new ConfigError(`${file} is not usable (${message}): move it away, and the store begins a new one`);
  }
}

function prepared(database: DatabaseSync): DatabaseSync {
  database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec(SCHEMA);
  return database;
}
