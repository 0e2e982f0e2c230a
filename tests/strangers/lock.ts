/** `node tests/strangers/lock.ts [project ...]` writes the lock files of the sample projects anew, or of those named. */
import { cp, mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npm } from './setup/npm.ts';
import { PROJECTS, packTarballs } from './setup/tarballs.ts';

const FOLDER = 'node_modules/';
const scratch = await mkdtempDisposable(join(tmpdir(), 'cortex-strangers-'));
const tarballs = await packTarballs(scratch.path);
const named = process.argv.slice(2);
for (const project of named.length > 0 ? named : await lockable()) {
  const folder = join(scratch.path, project);
  await cp(join(PROJECTS, project), folder, { recursive: true });
  await Promise.all(tarballs.map(({ file, alias }) => cp(file, join(folder, alias))));
  await forgetTarballs(join(folder, 'package-lock.json'));
  await npm(folder, 'install', '--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved');
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  // The tarballs are built anew for each run of the tests.
  for (const { name } of tarballs) delete lock.packages[`node_modules/${name}`]?.integrity;
  forgetUnknown(lock.packages);
  await writeFile(join(PROJECTS, project, 'package-lock.json'), `${JSON.stringify(lock, undefined, 2)}\n`);
}
await scratch.remove();

async function lockable(): Promise<string[]> {
  const files = await readdir(PROJECTS, { recursive: true });
  return files.filter((file) => /^[^/]+.package-lock\.json$/.test(file)).map(dirname);
}

/** What the lock file says of a tarball, and has in its folder, npm would take for what is in it. */
async function forgetTarballs(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  // A new project.
  if (text === undefined) return;
  const lock = JSON.parse(text);
  const ours = tarballs.map(({ name }) => `node_modules/${name}`);
  const others = Object.entries(lock.packages).filter(
    ([path]) => !ours.some((own) => path === own || path.startsWith(`${own}/`)),
  );
  await writeFile(file, JSON.stringify({ ...lock, packages: Object.fromEntries(others) }));
}

/** What is optional and not in every registry, such as parts for other systems, npm would miss in the lock file. */
function forgetUnknown(packages: Record<string, { optionalDependencies?: Record<string, string> }>): void {
  const known = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf(FOLDER) + FOLDER.length)));
  for (const { optionalDependencies = {} } of Object.values(packages))
    for (const name of Object.keys(optionalDependencies)) if (!known.has(name)) delete optionalDependencies[name];
}
