import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../mcp-peers');
const LOCK = join(FOLDER, 'package-lock.json');
const INSTALLED = join(FOLDER, 'node_modules/.installed-lock.json');

/** Loads a module from the package that depends on the peers. */
export const requirePeer = createRequire(join(FOLDER, 'package.json'));

/** Installs the peers, unless what the lock file says is already installed. */
export function installPeers(): void {
  const lock = readFileSync(LOCK, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  console.error('Installing the instrumentations to compare with (once) ...');
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', options, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`"npm ci" in ${FOLDER} ended with ${status}: see its output above`);
  writeFileSync(INSTALLED, lock);
}
