import { statfs } from 'node:fs/promises';
import { BackendError } from '../backendError.ts';

const gibibyte = 2 ** 30;

export interface DiskNeed {
  /** An existing path on the disk in question. */
  path: string;
  bytes: number;
}

/** Rejects with a remedy where the disk of a path has less free than is needed. */
export async function requireDiskSpace({ path, bytes }: DiskNeed): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  if (free < bytes) throw new BackendError(diskFullMessage(path, { free, needed: bytes }));
}

export function diskFullMessage(path: string, { free, needed }: { free: number; needed: number }): string {
  return [
    `Not enough disk space to build the backends: ${inGibibytes(free)} free at ${path}, ${inGibibytes(needed)} needed.`,
    "Make room there (`go clean -cache -modcache` empties Go's own caches), or choose another disk with XDG_CACHE_HOME, GOMODCACHE and GOCACHE.",
  ].join('\n');
}

function inGibibytes(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GiB`;
}
