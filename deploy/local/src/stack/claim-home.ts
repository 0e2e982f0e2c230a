import { mkdirSync, mkdtempDisposableSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortage } from '../machine/disk-space.ts';
import { takeExclusively } from '../machine/exclusive.ts';
import { UserError } from '../user-error.ts';

/** Size of the file that is written as a probe. On a full disk a folder can often still be created. */
const PROBE_BYTES = 64 * 1024;

/**
 * Creates the state directory and claims it for this supervisor alone.
 * @throws {UserError} if another supervisor uses it, or if nothing can be written to it
 */
export async function claimHome(home: string): Promise<void> {
  makeWritable(home);
  if (await takeExclusively(`home ${realpathSync(home)}`)) return;
  const { readState } = await import('../state/state-file.ts');
  const pid = readState(home)?.supervisor.pid;
  throw new UserError(
    `A stack is already running on ${home}${pid === undefined ? '' : ` (supervisor: process ${pid})`}. Stop it with Ctrl-C in its terminal${pid === undefined ? '' : ` or kill ${pid}`}, or start a second one beside it with another CORTEX_HOME and other ports (npm start -- --help lists them).`,
  );
}

function makeWritable(home: string): void {
  try {
    makeDirectory(home);
    using probe = mkdtempDisposableSync(join(home, 'probe-'));
    writeFileSync(join(probe.path, 'probe'), Buffer.alloc(PROBE_BYTES));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const space = code === 'ENOSPC' ? shortage(home) : undefined;
    const remedy = space ?? 'Point CORTEX_HOME to a folder you may write to.';
    throw new UserError(`The state directory cannot be used: ${message}. ${remedy}`);
  }
}

/**
 * Creates the directory, readable only by its owner like all its content. It goes level by level because Node's recursive `mkdir` never returns if the
 * system reports ENOENT below an existing folder, as in /proc.
 */
function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // If it is a directory now, another process has just created it.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
