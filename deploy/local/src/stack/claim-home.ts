import { mkdirSync, realpathSync } from 'node:fs';
import { takeExclusively } from '../machine/exclusive.ts';
import { readState } from '../state/state-file.ts';
import { UserError } from '../user-error.ts';

/** Makes the state directory and sees to it that this is the only supervisor that uses it. */
export async function claimHome(home: string): Promise<void> {
  makeWritable(home);
  if (await takeExclusively(`home ${realpathSync(home)}`)) return;
  const pid = readState(home)?.supervisor.pid;
  throw new UserError(
    `A stack is already running on ${home}${pid === undefined ? '' : ` (supervisor: process ${pid})`}. Stop it with Ctrl-C in its terminal${pid === undefined ? '' : ` or kill ${pid}`}, or start a second one beside it with another CORTEX_HOME and other ports (npm start -- --help lists them).`,
  );
}

function makeWritable(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
  } catch (error) {
    throw new UserError(
      `The state directory cannot be made: ${(error as Error).message}. Point CORTEX_HOME to a folder you may write to.`,
    );
  }
}
