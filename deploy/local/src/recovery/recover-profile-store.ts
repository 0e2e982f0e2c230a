import { join } from 'node:path';
import { type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** The recovery of the profile store's SQLite file, with its write-ahead log. */
export function recoverProfileStore(dataDirectory: string): Recovery {
  const file = join(dataDirectory, 'profiles', 'profiles.db');
  const repair = () => setAside(dataDirectory, [file, `${file}-wal`, `${file}-shm`]);
  return recoveryOf([{ reported: /profiles\.db is not usable/, repair }]);
}
