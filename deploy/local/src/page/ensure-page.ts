import { join } from 'node:path';
import { defaultCacheDirectory } from '../backends/build/cache-directory.ts';
import type { BuildPageOptions } from './build-page.ts';
import { isBuilt } from './built-page.ts';
import { holdPage } from './hold-page.ts';
import { pageKey } from './page-key.ts';

type EnsurePageOptions = Pick<BuildPageOptions, 'env' | 'signal' | 'say'>;

/**
 * Answers the folder of the cache with the console's page, built first where its sources are new. A build that fails is said, and the folder
 * is not there: the console answers its API and /mcp without it. Rejects only with the signal's reason.
 */
export async function ensurePage({ env, signal, say }: EnsurePageOptions): Promise<string> {
  const cacheDirectory = defaultCacheDirectory(env);
  const folder = join(cacheDirectory, `console-page-${pageKey()}`);
  if (holdIfBuilt(folder)) return folder;
  try {
    const { buildPage } = await import('./build-page.ts');
    await buildPage({ cacheDirectory, folder, env, signal, say });
    holdPage(folder);
  } catch (error) {
    signal.throwIfAborted();
    say(
      `The console's page could not be built: ${(error as Error).message}\nThe console's API and /mcp work without it. Try it again with: npm run build -w @cortex/console`,
    );
  }
  return folder;
}

/** A cache that cannot be written to has nobody who removes pages either. */
function holdIfBuilt(folder: string): boolean {
  if (!isBuilt(folder)) return false;
  try {
    holdPage(folder);
  } catch {}
  return isBuilt(folder);
}
