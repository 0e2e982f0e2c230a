import type { DatabaseSync } from 'node:sqlite';

export interface RetentionLimits {
  maxAgeMilliseconds: number;
  /** Of the database without its write-ahead log. */
  maxBytes: number;
}

/** How much of the oldest goes at once while the store is too large. */
const SHARE_DROPPED = 0.1;

const DROP_ORPHANS = [
  'DELETE FROM links WHERE id NOT IN (SELECT link_id FROM samples)',
  'DELETE FROM stacks WHERE id NOT IN (SELECT stack_id FROM samples)',
  "DELETE FROM frames WHERE id NOT IN (SELECT place.value FROM stacks, json_each('[' || stacks.frames || ']') AS place)",
  'DELETE FROM series WHERE id NOT IN (SELECT series_id FROM profiles)',
];

/** Deletes what is too old, then the oldest until the store is small enough; gives the space back. Returns how many profiles went. */
export function dropOldProfiles(database: DatabaseSync, { maxAgeMilliseconds, maxBytes }: RetentionLimits): number {
  let dropped = drop(database, () => deleteBefore(database, Date.now() - maxAgeMilliseconds));
  while (usedBytes(database) > maxBytes) {
    const gone = drop(database, () => deleteOldestShare(database));
    if (gone === 0) break;
    dropped += gone;
  }
  if (dropped > 0) giveBack(database);
  return dropped;
}

/** Deletes profiles, then what only they used: that is most of a store's size. */
function drop(database: DatabaseSync, deleteProfiles: () => number): number {
  const dropped = deleteProfiles();
  if (dropped > 0) for (const statement of DROP_ORPHANS) database.exec(statement);
  return dropped;
}

function deleteBefore(database: DatabaseSync, timeMilliseconds: number): number {
  return Number(database.prepare('DELETE FROM profiles WHERE time_milliseconds < ?').run(timeMilliseconds).changes);
}

function deleteOldestShare(database: DatabaseSync): number {
  const oldest = `SELECT id FROM profiles ORDER BY time_milliseconds
                  LIMIT (SELECT CAST(CEIL(COUNT(*) * ${SHARE_DROPPED}) AS INTEGER) FROM profiles)`;
  return Number(database.prepare(`DELETE FROM profiles WHERE id IN (${oldest})`).run().changes);
}

function giveBack(database: DatabaseSync): void {
  database.exec('PRAGMA incremental_vacuum');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function usedBytes(database: DatabaseSync): number {
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0] as number;
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}
