import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buildFlags, type Recipe } from './recipe.ts';

/** The key `<tool>-<version>-<hash>`. The hash changes with everything that determines the result of the build. */
export async function cacheKey(recipe: Recipe): Promise<string> {
  const hash = createHash('sha256');
  const decisive = [process.platform, process.arch, buildFlags(recipe), recipe.package, recipe.tags];
  hash.update(JSON.stringify(decisive));
  for (const input of recipe.inputs) hash.update('\0').update(await readFile(input));
  return `${recipe.tool}-${recipe.version}-${hash.digest('hex').slice(0, 12)}`;
}
