import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCacheDirectory } from '@cortex/local/build';

interface Options {
  name: string;
  /** Everything that determines the folder's content. */
  inputs: string[];
  fill: (folder: string) => Promise<void>;
}

/** A folder in the cache that is filled once for these inputs. It is either complete or does not exist. */
export async function cachedFolder({ name, inputs, fill }: Options): Promise<string> {
  const cache = defaultCacheDirectory(process.env);
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
  const folder = join(cache, `${name}-${hash}`);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const filling = await mkdtemp(`${folder}.`);
  try {
    await fill(filling);
    await rename(filling, folder);
  } catch (error) {
    await rm(filling, { recursive: true });
    // Another run was faster.
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
