import { setTimeout as pause } from 'node:timers/promises';

export interface TerminateOptions {
  /** Leader of the process group to end. */
  pid: number;
  /** Settles when the leader is gone. */
  gone: Promise<unknown>;
  /** How long the group may take to end after SIGTERM. */
  patienceMilliseconds: number;
  /** Aborted when the group has to end soon. */
  hurry: AbortSignal;
}

/** The time that each process still has after `hurry`: enough to write what it has in memory. */
const HURRIED_MILLISECONDS = 1_000;

/** Ends a process group with SIGTERM, then with SIGKILL what is left of it. @returns the signal that ended the leader */
export async function terminate(options: TerminateOptions): Promise<'SIGTERM' | 'SIGKILL'> {
  const { pid, gone } = options;
  signalGroup(pid, 'SIGTERM');
  // A paused process does not receive SIGTERM before it continues.
  signalGroup(pid, 'SIGCONT');
  const settled = new AbortController();
  const end = gone.then(() => 'SIGTERM' as const);
  const took = await Promise.race([end, patienceOver(options, settled.signal).then(() => 'SIGKILL' as const)]);
  settled.abort();
  // Sent after a clean end too, because a leader may leave members of its group behind.
  signalGroup(pid, 'SIGKILL');
  await gone;
  return took;
}

async function patienceOver({ patienceMilliseconds, hurry }: TerminateOptions, settled: AbortSignal): Promise<void> {
  await sleep(patienceMilliseconds, AbortSignal.any([hurry, settled]));
  if (hurry.aborted) await sleep(Math.min(HURRIED_MILLISECONDS, patienceMilliseconds), settled);
}

/** Resolves early, without an error, when the signal is aborted. */
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
