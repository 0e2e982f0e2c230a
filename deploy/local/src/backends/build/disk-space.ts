import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackendError } from '../backend-error.ts';

const gibibyte = 2 ** 30;

export const diskRemedy =
  "Make room (`go clean -cache -modcache` empties Go's own caches), or choose another disk with XDG_CACHE_HOME, GOMODCACHE and GOCACHE.";

export interface DiskNeed {
  /** The path that will be written to; it may not exist yet. */
  path: string;
  bytes: number;
}

/** Rejects with a remedy if the disk of a path has less free space than needed. */
export async function requireDiskSpace({ path, bytes }: DiskNeed): Promise<void> {
  const existing = await nearestExisting(path);
  const { bavail, bsize } = await statfs(existing);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new BackendError(
    `Not enough disk space to build the backends: ${inGibibytes(free)} free at ${existing}, ${inGibibytes(bytes)} needed.\n${diskRemedy}`,
  );
}

async function nearestExisting(path: string): Promise<string> {
  return (await exists(path)) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function inGibibytes(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GiB`;
}
