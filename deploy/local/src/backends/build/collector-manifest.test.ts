import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { collectorDirectory } from '../paths.ts';
import { moduleVersion } from './module-version.ts';
import { collectorManifest } from './recipes.ts';

type Manifest = Record<string, { gomod: string }[]>;

async function manifestModules(): Promise<string[][]> {
  const {
    dist: _dist,
    replaces: _replaces,
    ...components
  }: Manifest = parse(await readFile(collectorManifest, 'utf8'));
  return Object.values(components).flatMap((list) => list.map(({ gomod }) => gomod.split(' ')));
}

test("the Collector's pinned modules agree with its manifest", async () => {
  const goMod = await readFile(join(collectorDirectory, 'go.mod'), 'utf8');
  for (const [module = '', version] of await manifestModules()) {
    expect([module, moduleVersion(goMod, module)]).toEqual([module, version]);
  }
});
