import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Finds wrk, or installs Debian's package if allowed.
 * @returns its command, or the reason why there is none
 */
export async function ensureWrk(): Promise<{ wrk: string } | { missing: string }> {
  if (await isInstalled()) return { wrk: 'wrk' };
  if (process.getuid?.() !== 0) return { missing: 'wrk is not installed, and only root may install packages' };
  const hasApt = await run('apt-get', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasApt) return { missing: 'wrk is not installed, and this is no Debian to get its package from' };
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'wrk']);
  return { wrk: 'wrk' };
}

/** wrk prints its version with an exit status of 1. */
function isInstalled(): Promise<boolean> {
  return run('wrk', ['--version']).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
