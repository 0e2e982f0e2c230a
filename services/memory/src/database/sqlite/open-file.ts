import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ownerOnly, writeAhead } from '@cortex/runtime';
import type { SqliteDatabase } from 'kysely';
import { PreparedStatements } from './prepared-statements.ts';

/** How long opening and migrating wait for another process's write. SQLite blocks the event loop meanwhile, which does not serve requests yet. */
const BUSY_TIMEOUT_MILLISECONDS = 2_000;

export interface OpenFile extends SqliteDatabase {
  /** Whether a transaction is open. */
  readonly isTransaction: boolean;
}

/**
 * Opens the file, which is created with its folder if missing, in the shape that Kysely's SQLite driver expects.
 *
 * A commit in the write-ahead log is with the kernel, so it survives a killed process even with `synchronous = NORMAL`. FULL would
 * add an fsync to every commit, only for the loss of power. https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openFile(path: string): OpenFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MILLISECONDS, enableForeignKeyConstraints: true });
  writeAhead(database);
  ownerOnly(path);
  const statements = new PreparedStatements(database);
  return {
    prepare: (sql) => statements.get(sql),
    close: () => database.close(),
    get isTransaction() {
      return database.isTransaction;
    },
  };
}
