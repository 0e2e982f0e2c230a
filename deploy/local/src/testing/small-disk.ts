import { spawnSync } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, in memory. */
export interface SmallDisk extends Disposable {
  path: string;
}

/** Mounts a file system of the given size; undefined if this user may not mount one, in which case the reason is printed. */
export function smallDisk(bytes: number): SmallDisk | undefined {
  const directory: DisposableTempDir = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { path } = directory;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    console.warn(`Skipped: a small disk cannot be mounted here (${mounted.error?.message ?? mounted.stderr.trim()})`);
    directory[Symbol.dispose]();
    return undefined;
  }
  const release = () => {
    spawnSync('umount', [path]);
    directory[Symbol.dispose]();
  };
  return { path, [Symbol.dispose]: release };
}
