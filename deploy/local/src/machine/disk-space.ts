import { statfsSync } from 'node:fs';
import { bytes } from '../console/quantities.ts';

/** The free space below which the stores cannot continue for long. */
export const LOW_BYTES = 16 * 1024 ** 2;

/** The bytes that this user may still write on the file system of a path; undefined if the path no longer exists. */
export function freeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** A message about too little space at a path, with a remedy; undefined while there is enough. */
export function shortage(path: string): string | undefined {
  const free = freeBytes(path);
  if (free === undefined || free >= LOW_BYTES) return undefined;
  return `Only ${bytes(free)} are free on the disk of ${path}: free some space, or point CORTEX_HOME to another disk.`;
}
