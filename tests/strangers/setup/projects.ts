import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../../platform/cached-folder.ts';
import { isWhole } from '../run/scope.ts';
import { npm } from './npm.ts';
import { PROJECTS, type Tarball } from './tarballs.ts';

const SDKS = ['client', 'sdk', 'server', 'server-everything'].map((name) => `@modelcontextprotocol/${name}`);

/** Installs versions of Node.js besides the one that runs the tests. @returns the folder with `node_modules/node-<major>/bin/node` */
export function installNodes(): Promise<string> {
  return installed('nodes', (folder) => npmInstall(folder));
}

/** Installs JavaScript runtimes besides the supported versions of Node.js. @returns the folder with `node_modules` */
export function installRuntimes(): Promise<string> {
  return installed('runtimes', (folder) => npmInstall(folder));
}

const PACKAGE_MANAGERS = ['@yarnpkg/cli-dist@4.18.1', 'pnpm@12.21.0'];

/** Installs without a lock file, because pnpm's lists more platforms than some registries have. @returns the folder with `node_modules` */
export function installPackageManagers(): Promise<string> {
  return cachedFolder({
    name: 'strangers-package-managers',
    inputs: PACKAGE_MANAGERS,
    fill: async (folder) => {
      await npm(folder, 'install', '--prefix', '.', '--prefer-offline', '--no-audit', '--no-fund', ...PACKAGE_MANAGERS);
    },
  });
}

/** Projects that use our packages, besides the apps. */
export const ALWAYS = ['mcp-newest', 'mcp-oldest', 'sdk-2'];
export const WITH_ALL = ['set-ups', 'libraries', 'next'];

/** Fills the cache for tests of set-ups in advance, because an install may take longer than a test may. */
export async function installSetUps(tarballs: readonly Tarball[]): Promise<void> {
  await installRuntimes();
  const names = isWhole() ? [...ALWAYS, ...WITH_ALL] : ALWAYS;
  for (const name of names) await installSetUp(name, tarballs);
}

/** Installs third-party telemetry, with the tarballs and their dependencies. @returns the folder with `node_modules` */
export function installSetUp(name: string, tarballs: readonly Tarball[]): Promise<string> {
  return installed(name, async (folder) => {
    await Promise.all(tarballs.map(({ file, alias }) => cp(file, join(folder, alias))));
    await npmInstall(folder);
  });
}

/** Installs the MCP packages, with the tarballs and their dependencies. */
export function installApps(tarballs: readonly Tarball[]): Promise<string> {
  return installSetUp('apps', tarballs);
}

/** The same with the newest releases of the MCP packages, for `npm test -- strangers --newest`. */
export async function installNewestApps(tarballs: readonly Tarball[]): Promise<string> {
  const newest = await Promise.all(SDKS.map(newestOf));
  console.log(`newest: ${newest.join(', ')}`);
  const fill = async (folder: string) => {
    await Promise.all(tarballs.map(({ file, alias }) => cp(file, join(folder, alias))));
    await npmInstall(folder);
    await npm(folder, 'install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', ...newest);
  };
  return installed('apps', fill, newest);
}

async function newestOf(name: string): Promise<string> {
  return `${name}@${(await npm(PROJECTS, 'view', name, 'version')).trim()}`;
}

/** Installs popular programs and libraries, and bundlers, which do not depend on our packages. @returns the folder with `node_modules` */
export function installPrograms(): Promise<string> {
  return installed('programs', (folder) => npmInstall(folder));
}

/** Installs further projects with fewer users. @returns the folder with `node_modules` */
export function installMore(): Promise<string> {
  // No test needs what their scripts build.
  return installed('more', (folder) => npmInstall(folder, '--ignore-scripts'));
}

/** Installs third-party checks of MCP servers: the conformance suite and the inspector. @returns the folder with `node_modules` */
export function installMcpChecks(): Promise<string> {
  return installed('mcp-checks', (folder) => npmInstall(folder, '--ignore-scripts'));
}

async function installed(
  name: string,
  install: (folder: string) => Promise<unknown>,
  more: readonly string[] = [],
): Promise<string> {
  const project = join(PROJECTS, name);
  const files = ['package.json', 'package-lock.json'].map((file) => readFile(join(project, file), 'utf8'));
  return cachedFolder({
    name: `strangers-${name}`,
    inputs: [...(await Promise.all(files)), ...more],
    fill: async (folder) => {
      await cp(project, folder, { recursive: true });
      await install(folder);
    },
  });
}

async function npmInstall(folder: string, ...flags: string[]): Promise<void> {
  await npm(folder, 'ci', '--prefer-offline', '--no-audit', '--no-fund', ...flags);
}
