import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECTS } from './projects.ts';

type Manifest = Record<'dependencies' | 'peerDependencies', Record<string, string>>;

/** npm installs what the lock file says the tarball needs, whatever the tarball says itself. */
export async function refuseStaleLock(): Promise<void> {
  const lock = await readJson<{ packages: Record<string, Manifest> }>(join(PROJECTS, 'apps/package-lock.json'));
  const manifest = await readJson<Manifest>(join(import.meta.dirname, '../../../telemetry/package.json'));
  const locked = lock.packages['node_modules/@cortex/telemetry'];
  if (needsOf(locked) === needsOf(manifest)) return;
  throw new Error('the dependencies of @cortex/telemetry have changed: run `node tests/strangers/lock.ts`');
}

function needsOf(manifest: Manifest | undefined): string {
  return JSON.stringify([manifest?.dependencies, manifest?.peerDependencies]);
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}
