import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The data of each store, as a path in the home of a stack. */
const STORES = {
  'jaeger (Badger)': 'data/jaeger',
  'prometheus (WAL)': 'data/prometheus',
  logs: 'data/logs',
  'profile-store': 'data/profiles',
  'nats (JetStream)': 'data/nats',
  'memory (SQLite)': 'memory.db',
  'log files': 'logs',
} as const;
const BLOCK = 512;

export type Store = keyof typeof STORES | 'memory (PostgreSQL)';
/** Bytes on the disk, by store. */
export type Stored = Partial<Record<Store, number>>;

/** Bytes that the stores take on the disk. Their processes must have ended, because until then much is in files of a fixed size. */
export function storedBytes(home: string): Stored {
  return Object.fromEntries(Object.entries(STORES).map(([store, path]) => [store, bytesBelow(join(home, path))]));
}

function bytesBelow(path: string): number {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.blocks * BLOCK;
  return readdirSync(path).reduce((total, name) => total + bytesBelow(join(path, name)), 0);
}
