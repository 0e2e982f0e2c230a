import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECTS, type Tarball } from './tarballs.ts';

type Manifest = Record<'dependencies' | 'peerDependencies', Record<string, string>>;

/** npm installs what the lock file says the tarballs need, whatever they say themselves. */
export async function refuseStaleLock(tarballs: readonly Tarball[]): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(PROJECTS, 'apps/package-lock.json'), 'utf8'));
  for (const { name, file } of tarballs) {
    if (needsOf(packages[`node_modules/${name}`]) === needsOf(await manifestIn(file))) continue;
    throw new Error(`the dependencies of ${name} have changed: run \`node tests/strangers/lock.ts\``);
  }
}

function needsOf(manifest: Manifest | undefined): string {
  return JSON.stringify([manifest?.dependencies, manifest?.peerDependencies]);
}

async function manifestIn(tarball: string): Promise<Manifest> {
  const { stdout } = await promisify(execFile)('tar', ['-xzOf', tarball, 'package/package.json']);
  return JSON.parse(stdout);
}
