import { chmodSync, readdirSync, statSync } from 'node:fs';
import { pathOf, placesBelow } from '../machine/places-below.ts';

/** The stack's folders in its home, which may also hold folders of other programs. */
const FOLDERS = ['data', 'logs'];
const OWNER = 0o700;
const OTHERS = 0o077;
/** The mode bit of folders that everybody shares, such as `/tmp`. */
const STICKY = 0o1000;

/** Makes every file that this process and its children create from now on private to their user. */
export function makePrivateFiles(): void {
  process.umask(OTHERS);
}

/**
 * Revokes the permissions that an earlier version gave other users of the machine in the home.
 * @returns a message about it; undefined if there was nothing to revoke
 */
export function tightenHome(home: string): string | undefined {
  const wide = placesIn(home).filter((path) => statSync(path).mode & OTHERS);
  try {
    for (const path of wide) chmodSync(path, statSync(path).mode & OWNER);
  } catch (error) {
    return `Others on this machine may be able to read the files in ${home}: ${(error as Error).message}. Point CORTEX_HOME to a folder of your own.`;
  }
  if (wide.length === 0) return undefined;
  return `Others on this machine could read ${wide.length} files and folders in ${home}: now only you can.`;
}

function placesIn(home: string): string[] {
  const isShared = Boolean(statSync(home).mode & STICKY);
  const entries = readdirSync(home, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && FOLDERS.includes(entry.name)).map(pathOf);
  const files = entries.filter((entry) => entry.isFile()).map(pathOf);
  return [...folders, ...folders.flatMap(placesBelow), ...(isShared ? [] : [home, ...files])];
}
