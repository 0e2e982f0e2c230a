import { statfsSync } from 'node:fs';
import { bytes } from '../console/quantities.ts';

/** The space below which the stores cannot go on for long. */
export const LOW_BYTES = 16 * 1024 ** 2;

/** Bytes that this user may still write on the file system of a path; undefined where the path is gone. */
export function freeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** What is wrong with the space at a path, and what to do about it; undefined while there is enough. */
export function shortage(path: string): string | undefined {
  const free = freeBytes(path);
  if (free === undefined || free >= LOW_BYTES) return undefined;
  return `Only ${bytes(free)} are free on the disk of ${path}: free some space, or point CORTEX_HOME to another disk.`;
}
