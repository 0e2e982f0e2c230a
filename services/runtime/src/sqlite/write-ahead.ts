import type { DatabaseSync } from 'node:sqlite';
import { sqliteFailure } from './sqlite-failure.ts';

/** How long the openers of a new file wait for each other. */
const PATIENCE_MILLISECONDS = 2_000;
const BETWEEN_TRIES_MILLISECONDS = 5;

/**
 * Switches the database to a write-ahead log. When several open a new file at once, SQLite refuses some immediately, whatever `busy_timeout` is,
 * since they could wait for each other for ever: those try again. Blocks the event loop, as opening does.
 */
export function writeAhead(database: DatabaseSync): void {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  const nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  while (!isTaken(database, deadline)) Atomics.wait(nobody, 0, 0, BETWEEN_TRIES_MILLISECONDS);
}

function isTaken(database: DatabaseSync, deadline: number): boolean {
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return true;
  } catch (error) {
    if (sqliteFailure(error) !== 'busy' || performance.now() > deadline) throw error;
    return false;
  }
}
