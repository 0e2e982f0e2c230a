import { setTimeout as pause } from 'node:timers/promises';

export interface TerminateOptions {
  /** Leader of the process group to end. */
  pid: number;
  /** Settles when the leader is gone. */
  gone: Promise<unknown>;
  /** How long the group may take after SIGTERM. */
  patienceMilliseconds: number;
  /** Aborted when patience is to end soon. */
  hurry: AbortSignal;
}

/** Left to each process when there is to be no more patience: enough to write down what is in memory. */
const HURRIED_MILLISECONDS = 1_000;

/** Ends a process group: SIGTERM, then SIGKILL to whatever is still there. Answers which of them it took. */
export async function terminate(options: TerminateOptions): Promise<'SIGTERM' | 'SIGKILL'> {
  const { pid, gone } = options;
  signalGroup(pid, 'SIGTERM');
  // One that was paused does not see the signal before it goes on.
  signalGroup(pid, 'SIGCONT');
  const settled = new AbortController();
  const end = gone.then(() => 'SIGTERM' as const);
  const took = await Promise.race([end, patienceOver(options, settled.signal).then(() => 'SIGKILL' as const)]);
  settled.abort();
  // This is sent after a good end too: a leader may leave members of its group behind.
  signalGroup(pid, 'SIGKILL');
  await gone;
  return took;
}

async function patienceOver({ patienceMilliseconds, hurry }: TerminateOptions, settled: AbortSignal): Promise<void> {
  await sleep(patienceMilliseconds, AbortSignal.any([hurry, settled]));
  if (hurry.aborted) await sleep(Math.min(HURRIED_MILLISECONDS, patienceMilliseconds), settled);
}

/** Ends early, and well, when the signal is aborted. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return pause(milliseconds, undefined, { signal }).catch(() => {});
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
