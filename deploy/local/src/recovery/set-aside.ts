import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bytes } from '../console/quantities.ts';

/** The number of sets of files to keep. Older ones are deleted so that they do not fill the disk. */
const KEPT = 5;
/** The unit of `blocks` in `stat`, whatever the block size of the file system. */
const BLOCK_BYTES = 512;

/** The directory, beside the stores, for files that a store cannot open. */
export function asideDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'set-aside');
}

/**
 * Moves files or directories of a store out of its way.
 * @returns what was moved, its size and its new path, as the rest of a sentence; undefined if none of the paths exists
 */
export function setAside(dataDirectory: string, paths: string[]): string | undefined {
  const moved = paths.filter((path) => existsSync(path));
  if (moved.length === 0) return undefined;
  const names = moved.map((path) => relative(dataDirectory, path));
  const size = moved.reduce((sum, path) => sum + sizeOf(path), 0);
  const target = join(asideDirectory(dataDirectory), new Date().toISOString().replaceAll(/[-:]/g, ''));
  moved.forEach((path, index) => {
    move(path, join(target, names[index] ?? ''));
  });
  forgetOldest(asideDirectory(dataDirectory));
  return `set aside ${names.join(', ')} (${bytes(size)}) in ${target}`;
}

function move(path: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  renameSync(path, target);
}

function forgetOldest(directory: string): void {
  for (const name of readdirSync(directory).toSorted().slice(0, -KEPT))
    rmSync(join(directory, name), { recursive: true });
}

/** The bytes that a path takes on the disk. For sparse files they are fewer than their length. */
function sizeOf(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.blocks * BLOCK_BYTES;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
