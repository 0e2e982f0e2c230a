/** `node tests/strangers/lock.ts` writes the lock files of the sample projects anew. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './setup/npm.ts';
import { PROJECTS, TARBALL } from './setup/projects.ts';
import { packTelemetry } from './setup/tarball.ts';

const scratch = await mkdtemp(join(tmpdir(), 'cortex-strangers-'));
const tarball = await packTelemetry(scratch);
for (const name of ['apps', 'nodes']) {
  const folder = join(scratch, name);
  await cp(join(PROJECTS, name), folder, { recursive: true });
  await cp(tarball, join(folder, TARBALL));
  await forgetTarball(join(folder, 'package-lock.json'));
  await npm(folder, 'install', '--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved');
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  // The tarball is built anew for each run of the tests.
  delete lock.packages['node_modules/@cortex/telemetry']?.integrity;
  await writeFile(join(PROJECTS, name, 'package-lock.json'), `${JSON.stringify(lock, undefined, 2)}\n`);
}
await rm(scratch, { recursive: true });

/** What the lock file says of the tarball, npm would take for what is in it. */
async function forgetTarball(file: string): Promise<void> {
  const lock = JSON.parse(await readFile(file, 'utf8'));
  delete lock.packages['node_modules/@cortex/telemetry'];
  await writeFile(file, JSON.stringify(lock));
}
