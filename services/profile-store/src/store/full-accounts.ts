import type { DatabaseSync } from 'node:sqlite';
import type { Accounts } from './accounts.ts';
import { usedBytes } from './store-size.ts';
import { waterLevel } from './water-level.ts';

/** How much larger the store gets, between two looks of its retention, before senders are refused. */
const OVERFLOW = 1.25;

/** Accounts that may take no more for now: where the store is full, those that have their share of it. */
export function fullAccounts(
  database: DatabaseSync,
  { accounts, maxBytes }: { accounts: Accounts; maxBytes: number },
): ReadonlySet<number> {
  const used = usedBytes(database);
  if (used <= maxBytes * OVERFLOW) return new Set();
  const all = accounts.all();
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  // Accounts say about what a sender has, the file what all have.
  const level = waterLevel(
    all.map(({ bytes }) => bytes),
    (total * maxBytes) / used,
  );
  return new Set(all.filter(({ bytes }) => bytes >= level).map(({ id }) => id));
}
