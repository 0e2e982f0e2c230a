import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './error-code.ts';

const pollMilliseconds = 200;
const sqliteBusy = 5;

export interface ToolLockOptions {
  cacheDirectory: string;
  tool: string;
  signal: AbortSignal;
  /** Called once when another process holds the lock. */
  onWait: () => void;
}

/**
 * Takes the lock of a tool in a cache directory, and waits while another process builds it. The lock is SQLite's
 * write lock on an empty database. The kernel frees it when its holder dies, however it dies, so it never goes stale.
 */
export async function takeToolLock(options: ToolLockOptions): Promise<Disposable> {
  const { cacheDirectory, tool, signal, onWait } = options;
  const database = new DatabaseSync(join(cacheDirectory, `${tool}.lock`), { timeout: 0 });
  try {
    if (!tryLock(database)) {
      onWait();
      do await delay(pollMilliseconds, undefined, { signal });
      while (!tryLock(database));
    }
  } catch (error) {
    database.close();
    signal.throwIfAborted();
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}

function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (errorCode(error) === sqliteBusy) return false;
    throw error;
  }
}
