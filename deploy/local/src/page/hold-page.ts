import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../backends/build/error-code.ts';

const SQLITE_BUSY = 5;
const PATIENCE_MILLISECONDS = 5000;

/** The databases that stay open as long as this process lives. */
const held: DatabaseSync[] = [];

/**
 * Keeps a page from being removed until this process ends. It takes a shared lock of SQLite on an empty database beside the page's
 * folder, which the kernel frees when its holder dies, however it dies.
 */
export function holdPage(folder: string): void {
  const database = new DatabaseSync(lockOf(folder), { timeout: PATIENCE_MILLISECONDS });
  database.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
  held.push(database);
}

/** Removes a page, unless somebody holds it. Nobody can start to hold it meanwhile. */
export async function forgetUnlessHeld(folder: string, forget: () => Promise<void>): Promise<void> {
  using database = new DatabaseSync(lockOf(folder), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (errorCode(error) === SQLITE_BUSY) return;
    throw error;
  }
  await forget();
  rmSync(lockOf(folder));
}

function lockOf(folder: string): string {
  return `${folder}.lock`;
}
