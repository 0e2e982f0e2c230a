/** `node tests/strangers/lock.ts` writes the lock files of the sample projects anew. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './setup/npm.ts';
import { PROJECTS, packTarballs } from './setup/tarballs.ts';

const scratch = await mkdtemp(join(tmpdir(), 'cortex-strangers-'));
const tarballs = await packTarballs(scratch);
for (const project of ['apps', 'nodes', 'programs']) {
  const folder = join(scratch, project);
  await cp(join(PROJECTS, project), folder, { recursive: true });
  await Promise.all(tarballs.map(({ file, alias }) => cp(file, join(folder, alias))));
  await forgetTarballs(join(folder, 'package-lock.json'));
  await npm(folder, 'install', '--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved');
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  // The tarballs are built anew for each run of the tests.
  for (const { name } of tarballs) delete lock.packages[`node_modules/${name}`]?.integrity;
  await writeFile(join(PROJECTS, project, 'package-lock.json'), `${JSON.stringify(lock, undefined, 2)}\n`);
}
await rm(scratch, { recursive: true });

/** What the lock file says of a tarball, npm would take for what is in it. */
async function forgetTarballs(file: string): Promise<void> {
  const lock = JSON.parse(await readFile(file, 'utf8'));
  for (const { name } of tarballs) delete lock.packages[`node_modules/${name}`];
  await writeFile(file, JSON.stringify(lock));
}
