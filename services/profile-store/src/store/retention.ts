import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProfileWriter } from './profile-writer.ts';
import { DICTIONARIES, seenAt } from './schema.ts';

export interface RetentionLimits {
  maxAgeMilliseconds: number;
  /** Of the database without its write-ahead log. */
  maxBytes: number;
}

export interface Retained {
  database: DatabaseSync;
  /** Told to forget what it remembers of rows that are gone. */
  writer: ProfileWriter;
  /** Aborted when the database is about to be closed. */
  signal?: AbortSignal;
}

/** What goes at once: questions and deliveries wait meanwhile. */
const STEP_PROFILES = 25;
const STEP_PAGES = 1000;

/**
 * Deletes what is too old, then the oldest until the store is small enough, in steps between which it answers; gives the space back. Returns how many
 * profiles went.
 */
export async function dropOldProfiles(
  { database, writer, signal }: Retained,
  { maxAgeMilliseconds, maxBytes }: RetentionLimits,
): Promise<number> {
  const oldest = Date.now() - maxAgeMilliseconds;
  let dropped = 0;
  while (!signal?.aborted) {
    const gone = dropOldest(database, usedBytes(database) > maxBytes ? Number.MAX_SAFE_INTEGER : oldest);
    if (gone === 0) break;
    dropped += gone;
    if (dropUnused(database)) writer.forget();
    await nextTurn();
  }
  if (dropped > 0) await giveBack(database, signal);
  return dropped;
}

function dropOldest(database: DatabaseSync, before: number): number {
  const chosen = 'SELECT id FROM profiles WHERE time_milliseconds < ? ORDER BY time_milliseconds LIMIT ?';
  return Number(database.prepare(`DELETE FROM profiles WHERE id IN (${chosen})`).run(before, STEP_PROFILES).changes);
}

/** What only dropped profiles used is most of their size. Frames are seen no earlier than their stacks. */
function dropUnused(database: DatabaseSync): boolean {
  const { oldest } = database.prepare('SELECT MIN(time_milliseconds) AS oldest FROM profiles').get() as {
    oldest: number | null;
  };
  const before = oldest === null ? Number.MAX_SAFE_INTEGER : seenAt(oldest);
  const changes = DICTIONARIES.map(
    (table) => database.prepare(`DELETE FROM ${table} WHERE seen < ?`).run(before).changes,
  );
  return changes.some((count) => count > 0);
}

async function giveBack(database: DatabaseSync, signal: AbortSignal | undefined): Promise<void> {
  while (!signal?.aborted && pragma(database, 'freelist_count') > 0) {
    database.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`);
    await nextTurn();
  }
  if (!signal?.aborted) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function usedBytes(database: DatabaseSync): number {
  return (pragma(database, 'page_count') - pragma(database, 'freelist_count')) * pragma(database, 'page_size');
}

function pragma(database: DatabaseSync, name: string): number {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0] as number;
}
