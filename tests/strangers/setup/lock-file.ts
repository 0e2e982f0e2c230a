import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ALWAYS, WITH_ALL } from './projects.ts';
import { PROJECTS, type Tarball } from './tarballs.ts';

type Manifest = Record<'dependencies' | 'peerDependencies', Record<string, string>>;

/** Throws if lock files are outdated, because npm installs the tarballs' dependencies from the lock file, whatever the tarballs declare. */
export async function refuseStaleLocks(tarballs: readonly Tarball[]): Promise<void> {
  for (const project of [...ALWAYS, ...WITH_ALL, 'apps']) await refuseStaleLock(project, tarballs);
}

async function refuseStaleLock(project: string, tarballs: readonly Tarball[]): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(PROJECTS, project, 'package-lock.json'), 'utf8'));
  for (const { name, file } of tarballs) {
    const locked = packages[`node_modules/${name}`];
    if (locked === undefined || needsOf(locked) === needsOf(await manifestIn(file))) continue;
    throw new Error(`the dependencies of ${name} have changed: run \`node tests/strangers/lock.ts\``);
  }
}

function needsOf(manifest: Manifest): string {
  return JSON.stringify([manifest.dependencies, manifest.peerDependencies]);
}

async function manifestIn(tarball: string): Promise<Manifest> {
  const { stdout } = await promisify(execFile)('tar', ['-xzOf', tarball, 'package/package.json']);
  return JSON.parse(stdout);
}
