import { join } from 'node:path';
import { defaultCacheDirectory } from '../backends/build/cache-directory.ts';
import type { BuildPageOptions } from './build-page.ts';
import { isBuilt } from './built-page.ts';
import { holdPage } from './hold-page.ts';
import { pageKey } from './page-key.ts';

type EnsurePageOptions = Pick<BuildPageOptions, 'env' | 'signal' | 'say'>;

/**
 * Resolves to the folder with the console's page in the cache, which is built first if its sources are new. When the build fails, it says so and the folder
 * does not exist; the console serves its API and /mcp without it. Rejects only with the signal's reason.
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

/** Holds the page if it exists. In a cache that cannot be written to, nobody removes pages, so a failed hold does no harm. */
function holdIfBuilt(folder: string): boolean {
  if (!isBuilt(folder)) return false;
  try {
    holdPage(folder);
  } catch {}
  return isBuilt(folder);
}
