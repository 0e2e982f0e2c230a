import { chmodSync, readdirSync, statSync } from 'node:fs';
import { pathOf, placesBelow } from '../machine/places-below.ts';

/** Folders of the stack in its home; a home may hold folders of others, too. */
const FOLDERS = ['data', 'logs'];
const OWNER = 0o700;
const OTHERS = 0o077;
/** `/tmp` is such a folder: everybody's. */
const STICKY = 0o1000;

/** Whatever this process and those it starts make from now on is for their user alone. */
export function makePrivateFiles(): void {
  process.umask(OTHERS);
}

/** Takes away from others what an earlier version let them read and write in the home. Answers what to say of it; undefined for nothing. */
export function tightenHome(home: string): string | undefined {
  const wide = placesIn(home).filter((path) => statSync(path).mode & OTHERS);
  try {
    for (const path of wide) chmodSync(path, statSync(path).mode & OWNER);
  } catch (error) {
    return `Others on this machine may read what is in ${home}: ${(error as Error).message}. Point CORTEX_HOME to a folder of your own.`;
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
