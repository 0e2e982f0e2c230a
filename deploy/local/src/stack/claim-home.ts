import { mkdirSync, mkdtempDisposableSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortage } from '../machine/disk-space.ts';
import { takeExclusively } from '../machine/exclusive.ts';
import { UserError } from '../user-error.ts';

/** The size of a file that is tried: on a full disk a folder can often still be made. */
const PROBE_BYTES = 64 * 1024;

/** Makes the state directory and sees to it that this is the only supervisor that uses it. */
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

/** Readable by the owner only, like its content. Creates level by level: Node's recursive mkdir never ends where ENOENT is the answer below an existing folder, as in /proc. */
function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // A directory: somebody else has just made it.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
