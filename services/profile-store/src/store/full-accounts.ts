import type { DatabaseSync } from 'node:sqlite';
import type { Accounts } from './accounts.ts';
import { usedBytes } from './store-size.ts';
import { waterLevel } from './water-level.ts';

/** How much the store may grow between two runs of retention before senders are refused. */
const OVERFLOW = 1.25;

/** The accounts that may store nothing more for now: if the store is full, those that exceed their share. */
export function fullAccounts(
  database: DatabaseSync,
  { accounts, maxBytes }: { accounts: Accounts; maxBytes: number },
): ReadonlySet<number> {
  const used = usedBytes(database);
  if (used <= maxBytes * OVERFLOW) return new Set();
  const all = accounts.all();
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  // Accounts have approximate sizes of senders; the file has the size of all.
  const level = waterLevel(
    all.map(({ bytes }) => bytes),
    (total * maxBytes) / used,
  );
  return new Set(all.filter(({ bytes }) => bytes >= level).map(({ id }) => id));
}
