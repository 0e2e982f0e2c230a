import { setTimeout as pause } from 'node:timers/promises';

export interface TerminateOptions {
  /** Leader of the process group to end. */
  pid: number;
  /** Settles when the leader is gone. */
  gone: Promise<unknown>;
  /** How long the group may take after SIGTERM. */
  patienceMilliseconds: number;
  /** Aborted when there is to be no more patience. */
  hurry: AbortSignal;
}

/** Ends a process group: SIGTERM, then SIGKILL to whatever is still there. Answers which of them it took. */
export async function terminate({
  pid,
  gone,
  patienceMilliseconds,
  hurry,
}: TerminateOptions): Promise<'SIGTERM' | 'SIGKILL'> {
  signalGroup(pid, 'SIGTERM');
  const patience = new AbortController();
  const signal = AbortSignal.any([hurry, patience.signal]);
  const tooLong = pause(patienceMilliseconds, 'SIGKILL' as const, { signal }).catch(() => 'SIGKILL' as const);
  const took = await Promise.race([gone.then(() => 'SIGTERM' as const), tooLong]);
  patience.abort();
  // Also after a good end: a leader may leave members of its group behind.
  signalGroup(pid, 'SIGKILL');
  await gone;
  return took;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
