import { access, constants, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

function unfinishedPrefix(tool: string): string {
  return `.building-${tool}-`;
}

/** Whether a directory of the cache holds all the executables of a tool. */
export async function isComplete(directory: string, executables: string[]): Promise<boolean> {
  const checks = executables.map((name) => access(join(directory, name), constants.X_OK));
  const results = await Promise.allSettled(checks);
  return results.every(({ status }) => status === 'fulfilled');
}

/** An empty directory to build in. To be called under the tool's lock: what earlier, dead builders left is removed. */
export async function startEntry(cacheDirectory: string, tool: string): Promise<string> {
  const prefix = unfinishedPrefix(tool);
  for (const name of await readdir(cacheDirectory)) {
    if (name.startsWith(prefix)) await removeTree(join(cacheDirectory, name));
  }
  return mkdtemp(join(cacheDirectory, prefix));
}

interface FinishedEntry {
  /** Where the executables were built. */
  built: string;
  executables: string[];
  /** Where the cache is to hold them. */
  directory: string;
}

/** Moves finished executables to their place in one step, after they are on the disk. */
export async function publishEntry({ built, executables, directory }: FinishedEntry): Promise<void> {
  await Promise.all([built, ...executables.map((name) => join(built, name))].map(flush));
  await removeTree(directory);
  await rename(built, directory);
  await flush(dirname(directory));
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
