/** `node tests/strangers/lock.ts` resolves the dependencies of the sample projects again. */
import { cp, mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitWith, misused, readArguments, say } from '@cortex/local/console';
import { npm } from './setup/npm.ts';
import { PROJECTS, packTarballs, type Tarball } from './setup/tarballs.ts';

const HELP = `Usage: node tests/strangers/lock.ts [project ...]

Writes the package-lock.json of each sample project in tests/strangers/projects, or of those named, after the dependencies of a
published package have changed. Builds and packs the packages first.`;
const FOLDER = 'node_modules/';

async function main(): Promise<void> {
  const { values, positionals } = readArguments(
    { allowPositionals: true, options: { help: { type: 'boolean' } } },
    HELP,
  );
  if (values.help) return say(HELP);
  const projects = chosen(positionals, await lockable());
  await using scratch = await mkdtempDisposable(join(tmpdir(), 'cortex-strangers-'));
  const tarballs = await packTarballs(scratch.path);
  for (const project of projects) await lock(project, { tarballs, folder: join(scratch.path, project) });
}

function chosen(named: string[], all: string[]): string[] {
  const unknown = named.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw misused(`Expected some of ${all.join(', ')}, got "${unknown.join(' ')}".`, HELP);
  return named.length > 0 ? named : all;
}

async function lock(project: string, { tarballs, folder }: { tarballs: Tarball[]; folder: string }): Promise<void> {
  const file = join(folder, 'package-lock.json');
  await cp(join(PROJECTS, project), folder, { recursive: true });
  await Promise.all(tarballs.map((tarball) => cp(tarball.file, join(folder, tarball.alias))));
  await forgetTarballs(file, tarballs);
  await npm(folder, 'install', '--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved');
  const content = JSON.parse(await readFile(file, 'utf8'));
  // The tarballs are rebuilt in each test run, so that their hashes differ.
  for (const { name } of tarballs) delete content.packages[`${FOLDER}${name}`]?.integrity;
  forgetUnknown(content.packages);
  await writeFile(join(PROJECTS, project, 'package-lock.json'), `${JSON.stringify(content, undefined, 2)}\n`);
}

async function lockable(): Promise<string[]> {
  const files = await readdir(PROJECTS, { recursive: true });
  return files
    .filter((file) => /^[^/]+.package-lock\.json$/.test(file))
    .map(dirname)
    .sort();
}

/** Removes what the lock file has about our tarballs, because npm would not read them again. */
async function forgetTarballs(file: string, tarballs: readonly Tarball[]): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  // The project is new.
  if (text === undefined) return;
  const lock = JSON.parse(text);
  const ours = tarballs.map(({ name }) => `${FOLDER}${name}`);
  const others = Object.entries(lock.packages).filter(
    ([path]) => !ours.some((own) => path === own || path.startsWith(`${own}/`)),
  );
  await writeFile(file, JSON.stringify({ ...lock, packages: Object.fromEntries(others) }));
}

/** Removes optional dependencies that the registry does not have, such as builds for other systems, because `npm ci` would report them as missing. */
function forgetUnknown(packages: Record<string, { optionalDependencies?: Record<string, string> }>): void {
  const known = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf(FOLDER) + FOLDER.length)));
  for (const { optionalDependencies = {} } of Object.values(packages))
    for (const name of Object.keys(optionalDependencies)) if (!known.has(name)) delete optionalDependencies[name];
}

await exitWith(main());
