import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonEnvironment } from '../../platform/python-environment.ts';
import { isNewest, isWhole } from '../run/scope.ts';
import { freshProject } from './fresh-project.ts';
import { refuseStaleLocks } from './lock-file.ts';
import {
  installApps,
  installMore,
  installNewestApps,
  installNodes,
  installPrograms,
  installSetUps,
} from './projects.ts';
import { PROJECTS, packTarballs } from './tarballs.ts';

/** What the tests use. */
export interface Installation {
  /** A project with the freshly packed packages, the strangers' packages and the apps. */
  project: string;
  /** The `node_modules` with the strangers' packages. */
  packages: string;
  /** A folder with programs and bundlers in its `node_modules`. */
  programs: string;
  /** Another one, only for `npm test -- strangers --all`. */
  more?: string;
  /** Interpreters by major version, including that of the tests. */
  nodes: Record<string, string>;
  python: { python: string } | { missing: string };
}

/** Packs and installs. What has not changed since an earlier run comes from the cache. */
export async function install(): Promise<Installation> {
  await using scratch = await mkdtempDisposable(join(tmpdir(), 'cortex-strangers-'));
  const [tarballs, nodes, programs, more, python] = await Promise.all([
    packTarballs(scratch.path),
    installNodes(),
    installPrograms(),
    isWhole() ? installMore() : undefined,
    pythonEnvironment({ name: 'strangers-python', requirements: join(PROJECTS, 'python/requirements.txt') }),
  ]);
  await refuseStaleLocks(tarballs);
  await installSetUps(tarballs);
  const cached = await (isNewest() ? installNewestApps(tarballs) : installApps(tarballs));
  return {
    project: await freshProject(cached, tarballs),
    packages: join(cached, 'node_modules'),
    programs,
    ...(more && { more }),
    nodes: nodePaths(nodes),
    python,
  };
}

function nodePaths(folder: string): Record<string, string> {
  const path = (major: string) => join(folder, `node_modules/node-${major}/bin/node`);
  return { 22: path('22'), 24: path('24'), 26: process.execPath };
}
