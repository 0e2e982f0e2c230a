import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { identify, type ProcessIdentity } from '../machine/process-identity.ts';
import { openLog, tailOfLog } from './log-file.ts';
import type { ProcessDefinition } from './process-definition.ts';

/** One run of a process. */
export interface Run {
  /** Undefined when the command could not be started at all. */
  identity: ProcessIdentity | undefined;
  /** How it ended, in words: `exit code 3`, `SIGKILL`. Never rejects. */
  ended: Promise<string>;
  isOver(): boolean;
  /** The last lines of this run's log, 20 where no number is given. */
  tail(lines?: number): string[];
}

/** Starts the process in a process group of its own, so that a Ctrl-C in the terminal reaches only the supervisor. */
export function launch({ command, args, cwd, env, logFile }: ProcessDefinition): Run {
  const { descriptor, offset } = openLog(logFile);
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', descriptor, descriptor], detached: true });
  closeSync(descriptor);
  const { pid } = child;
  return {
    // One that is already gone again still has to be waited for, and no process starts at tick 0.
    identity: pid === undefined ? undefined : (identify(pid) ?? { pid, startTicks: 0 }),
    ended: endOf(child),
    isOver: () => pid === undefined || child.exitCode !== null || child.signalCode !== null,
    tail: (lines) => tailOfLog(logFile, { offset, ...(lines !== undefined && { lines }) }),
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
