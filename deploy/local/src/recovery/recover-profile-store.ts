import { join } from 'node:path';
import { type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** SQLite's file, with the log that belongs to it. */
export function recoverProfileStore(dataDirectory: string): Recovery {
  const file = join(dataDirectory, 'profiles', 'profiles.db');
  const repair = () => setAside(dataDirectory, [file, `${file}-wal`, `${file}-shm`]);
  return recoveryOf([{ reported: /profiles\.db is not usable/, repair }]);
}
