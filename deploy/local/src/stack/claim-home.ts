import { mkdirSync, mkdtempSync, realpathSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takeExclusively } from '../machine/exclusive.ts';
import { UserError } from '../user-error.ts';

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
    rmdirSync(mkdtempSync(join(home, 'probe-')));
  } catch (error) {
    throw new UserError(
      `The state directory cannot be used: ${(error as Error).message}. Point CORTEX_HOME to a folder you may write to.`,
    );
  }
}

/** Level by level: Node's recursive way never ends where ENOENT is the answer below a folder that exists, as in /proc. */
function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // A directory: somebody else has just made it.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
