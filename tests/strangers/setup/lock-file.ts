import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECTS } from './projects.ts';

type Manifest = { dependencies: Record<string, string> };

/** npm installs what the lock file says the tarball needs, whatever the tarball says itself. */
export async function refuseStaleLock(): Promise<void> {
  const lock = await readJson<{ packages: Record<string, Manifest> }>(join(PROJECTS, 'apps/package-lock.json'));
  const manifest = await readJson<Manifest>(join(import.meta.dirname, '../../../telemetry/package.json'));
  const locked = lock.packages['node_modules/@cortex/telemetry']?.dependencies;
  if (JSON.stringify(locked) === JSON.stringify(manifest.dependencies)) return;
  throw new Error('the dependencies of @cortex/telemetry have changed: run `node tests/strangers/lock.ts`');
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}
