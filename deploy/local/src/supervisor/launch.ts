import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { identify, type ProcessIdentity } from '../machine/process-identity.ts';
import { openLog, tailOfLog } from './log-file.ts';
import type { ProcessDefinition } from './process-definition.ts';

/**
 * Limit for the memory of a process that stores telemetry, so that it fails alone instead of taking the machine with it: a subquery in `extra_filters`
 * made VictoriaLogs 1.52 take 22 GB, all that the machine had. None needs a quarter of the limit at the guide's rates. Pages of mapped files do not
 * count.
 */
const MOST_DATA_GIBIBYTES = 4;
const KIBIBYTES_OF_GIBIBYTE = 1024 ** 2;

/** One run of a process. */
export interface Run {
  /** Undefined if the command could not be started at all. */
  identity: ProcessIdentity | undefined;
  /** Resolves with how it ended, in words: `exit code 3`, `SIGKILL`. Never rejects. */
  ended: Promise<string>;
  isOver(): boolean;
  /** The last lines of this run's log. Default: 20. */
  tail(lines?: number): string[];
}

/** Starts the process in a process group of its own, so that a Ctrl-C in the terminal reaches only the supervisor. */
export function launch(definition: ProcessDefinition): Run {
  const { cwd, env, logFile } = definition;
  const { descriptor, offset } = openLog(logFile);
  const [command, args] = bounded(definition);
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', descriptor, descriptor], detached: true });
  closeSync(descriptor);
  const { pid } = child;
  return {
    // A process that is already gone still has to be waited for, so it gets tick 0, at which no process starts.
    identity: pid === undefined ? undefined : (identify(pid) ?? { pid, startTicks: 0 }),
    ended: endOf(child),
    isOver: () => pid === undefined || child.exitCode !== null || child.signalCode !== null,
    tail: (lines) => tailOfLog(logFile, { offset, ...(lines !== undefined && { lines }) }),
  };
}

/** Limits the data segment of every process that is not a service. A lower limit that is already set stays. */
function bounded({ command, args, tier }: ProcessDefinition): [string, string[]] {
  if (tier === 'service') return [command, args];
  const kibibytes = String(MOST_DATA_GIBIBYTES * KIBIBYTES_OF_GIBIBYTE);
  return ['sh', ['-c', 'ulimit -d "$0" 2>/dev/null; exec "$@"', kibibytes, command, ...args]];
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
