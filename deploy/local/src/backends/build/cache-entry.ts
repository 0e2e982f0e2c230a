import { access, constants, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

function unfinishedPrefix(tool: string): string {
  return `.building-${tool}-`;
}

/** Whether a tool is in the cache. */
export async function isCached(executable: string): Promise<boolean> {
  return access(executable, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Creates an empty directory to build in. Call it under the tool's lock, because it removes what dead builders have left. */
export async function startEntry(cacheDirectory: string, tool: string): Promise<string> {
  const prefix = unfinishedPrefix(tool);
  for (const name of await readdir(cacheDirectory)) {
    if (name.startsWith(prefix)) await removeTree(join(cacheDirectory, name));
  }
  return mkdtemp(join(cacheDirectory, prefix));
}

interface FinishedEntry {
  /** The directory that the executable was built in, with nothing else in it. */
  built: string;
  /** The path of the executable in the cache. */
  executable: string;
}

/** Moves a finished executable with its directory into the cache in one step, once it is on the disk. */
export async function publishEntry({ built, executable }: FinishedEntry): Promise<void> {
  const directory = dirname(executable);
  await flush(join(built, basename(executable)));
  await flush(built);
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
