import { chmodSync, statSync } from 'node:fs';

const OTHERS = 0o077;

/** Removes the permissions of others from an open database: from its file and the two that SQLite keeps beside it. */
export function ownerOnly(file: string): void {
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
    if (mode & OTHERS) chmodSync(path, 0o600);
  }
}
