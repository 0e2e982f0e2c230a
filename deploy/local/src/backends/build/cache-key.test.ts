import { mkdtempDisposableSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheKey } from './cache-key.ts';
import type { Recipe } from './recipe.ts';

function recipe(inputs: string[], tags: string[] = []): Recipe {
  return {
    tool: 'jaeger',
    version: 'v1.2.3',
    moduleDirectory: '/nowhere',
    package: 'example.org/jaeger',
    executable: 'jaeger',
    tags,
    inputs,
  };
}

describe('cacheKey', () => {
  test('names tool and version, and stays the same for the same content', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const goSum = join(directory.path, 'go.sum');
    await writeFile(goSum, 'one');
    const key = await cacheKey(recipe([goSum]));
    expect(key).toMatch(/^jaeger-v1\.2\.3-[0-9a-f]{12}$/);
    expect(await cacheKey(recipe([goSum]))).toBe(key);
  });

  test('changes with the content of an input and with the tags', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const goSum = join(directory.path, 'go.sum');
    await writeFile(goSum, 'one');
    const first = await cacheKey(recipe([goSum]));
    const tagged = await cacheKey(recipe([goSum], ['slim']));
    await writeFile(goSum, 'two');
    expect(new Set([first, tagged, await cacheKey(recipe([goSum]))]).size).toBe(3);
  });
});
