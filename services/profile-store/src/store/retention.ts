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
  /** Told to forget what it remembers of rows that are gone. */
  writer: ProfileWriter;
  /** Aborted when the database is about to be closed. */
  signal?: AbortSignal;
}

/** What goes at once: questions and deliveries wait meanwhile. One profile goes whole. */
const STEP_PROFILES = 25;
const STEP_SAMPLES = 5_000;
const STEP_ROWS = 2_000;
const STEP_PAGES = 1000;

/**
 * Deletes what is too old, then of the sender that has most, its oldest first, until the store is small enough: who has less than its even share loses
 * nothing to others. Does so in steps between which the store answers; gives the space back. Returns how many profiles went.
 */
export async function dropOldProfiles(store: Retained, limits: RetentionLimits): Promise<number> {
  let dropped = 0;
  for (let more = true; more && !store.signal?.aborted; await nextTurn()) {
    // What nothing uses is most of the size of what was dropped.
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

/** Frames are seen no earlier than their stacks. */
function dropUnused({ database, writer }: Retained): boolean {
  const dropped = DICTIONARIES.map((table) => Number(database.prepare(unusedRows(table)).run().changes));
  const found = dropped.some((count) => count > 0);
  if (found) writer.forget();
  new Accounts(database).closeEmpty();
  return found;
}

/** Nothing uses a row that was seen before the oldest profile of its sender began. */
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
