import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Accounts } from './accounts.ts';
import type { ProfileWriter } from './profile-writer.ts';
import { DICTIONARIES, OTHER_SENDERS, seenAtSql } from './schema.ts';
import { pragma, usedBytes } from './store-size.ts';

export interface RetentionLimits {
  maxAgeMilliseconds: number;
  /** The size of the database without its write-ahead log. */
  maxBytes: number;
}

export interface Retained {
  database: DatabaseSync;
  /** Its caches must forget rows that are deleted. */
  writer: ProfileWriter;
  /** Aborted when the database is about to be closed. */
  signal?: AbortSignal;
}

/** How many profiles are deleted at once, while queries and deliveries wait. A profile is never deleted in part. */
const STEP_PROFILES = 25;
const STEP_SAMPLES = 5_000;
const STEP_ROWS = 2_000;
const STEP_PAGES = 1000;

/**
 * Deletes profiles that are too old, and then the oldest of the largest sender until the store is small enough: a sender below its even share loses
 * nothing because of others. Works in steps, between which the store answers, and gives the space back. Returns how many profiles were deleted.
 */
export async function dropOldProfiles(store: Retained, limits: RetentionLimits): Promise<number> {
  let dropped = 0;
  for (let more = true; more && !store.signal?.aborted; await nextTurn()) {
    // Most of the space of deleted profiles is in the rows that they used.
    const unused = dropUnused(store);
    const gone = unused ? 0 : dropProfiles(store.database, limits);
    dropped += gone;
    more = unused || gone > 0;
  }
  if (dropped > 0) await giveBack(store);
  return dropped;
}

function dropProfiles(database: DatabaseSync, { maxAgeMilliseconds, maxBytes }: RetentionLimits): number {
  const expired = dropOldest(database, 'time_milliseconds < ?', Date.now() - maxAgeMilliseconds);
  if (expired > 0 || usedBytes(database) <= maxBytes) return expired;
  const [largest] = new Accounts(database).all();
  return dropOldest(database, 'account_id = ?', largest?.id ?? OTHER_SENDERS);
}

function dropOldest(database: DatabaseSync, which: string, value: number): number {
  const oldest = `SELECT id, samples, time_milliseconds FROM profiles WHERE ${which} ORDER BY time_milliseconds, id LIMIT ${STEP_PROFILES}`;
  const summed = `SELECT id, SUM(samples) OVER (ORDER BY time_milliseconds, id) - samples AS before FROM (${oldest})`;
  const chosen = `SELECT id FROM (${summed}) WHERE before < ${STEP_SAMPLES}`;
  return Number(database.prepare(`DELETE FROM profiles WHERE id IN (${chosen})`).run(value).changes);
}

/** Deletes unused rows. Frames are seen no earlier than their stacks. */
function dropUnused({ database, writer }: Retained): boolean {
  const dropped = DICTIONARIES.map((table) => Number(database.prepare(unusedRows(table)).run().changes));
  const found = dropped.some((count) => count > 0);
  if (found) writer.forget();
  new Accounts(database).closeEmpty();
  return found;
}

/** A row is unused if it was last seen before the oldest profile of its sender began. */
function unusedRows(table: string): string {
  const oldest = 'SELECT MIN(time_milliseconds) FROM profiles WHERE account_id = accounts.id';
  const before = `COALESCE(${seenAtSql(`(${oldest})`)}, ${Number.MAX_SAFE_INTEGER})`;
  return `DELETE FROM ${table} WHERE id IN (
    SELECT ${table}.id FROM accounts CROSS JOIN ${table} ON account_id = accounts.id AND seen < ${before} LIMIT ${STEP_ROWS})`;
}

async function giveBack({ database, signal }: Retained): Promise<void> {
  while (!signal?.aborted && pragma(database, 'freelist_count') > 0) {
    database.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`);
    await nextTurn();
  }
  if (!signal?.aborted) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
