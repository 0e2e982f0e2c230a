import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive } from '@cortex/runtime/testing';
import type { Tarball } from './tarballs.ts';

const APPS = join(import.meta.dirname, '../apps');

/** Creates a project for this run. All runs share the cached packages; this run's own are in a folder below, where Node.js looks first. */
export async function freshProject(cached: string, tarballs: readonly Tarball[]): Promise<string> {
  await removeAbandoned(cached);
  const project = await mkdtemp(join(cached, `run-${process.pid}-`));
  await Promise.all(tarballs.map(({ name, file }) => unpack(file, join(project, 'node_modules', name))));
  await Promise.all(tarballs.map(({ file, alias }) => cp(file, join(project, alias))));
  await cp(APPS, project, { recursive: true });
  await addOldest(project, cached);
  return project;
}

/** Unpacks a package to where npm would install it. */
export async function unpack(tarball: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await promisify(execFile)('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}

/** Removes the projects of runs that were killed. */
export async function removeAbandoned(cached: string): Promise<void> {
  const runs = (await readdir(cached)).filter((name) => name.startsWith('run-'));
  const abandoned = runs.filter((name) => !isAlive(Number(name.split('-')[1])));
  await Promise.all(abandoned.map((name) => rm(join(cached, name), { recursive: true, force: true })));
}

/** Adds the apps of v1 again, beside the oldest v1. */
async function addOldest(project: string, cached: string): Promise<void> {
  await mkdir(join(project, 'oldest'));
  await symlink(join(cached, 'oldest/node_modules'), join(project, 'oldest/node_modules'));
  const files = (await readdir(APPS)).filter((file) => /^(?:v1|conversation)\./.test(file));
  await Promise.all(files.map((file) => cp(join(APPS, file), join(project, 'oldest', file))));
}
