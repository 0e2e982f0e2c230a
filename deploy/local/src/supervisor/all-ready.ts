import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../user-error.ts';

/** What keeps one process from starting, such as a missing variable, often keeps others too, and all are started at once. */
const MOMENT_MILLISECONDS = 1_000;

/** Rejects when one rejects: with the faults of all that do so within a moment, or at once with the signal's reason. */
export async function allReady(processes: readonly Promise<void>[], signal: AbortSignal): Promise<void> {
  const faults: Error[] = [];
  for (const process of processes) process.catch((fault) => faults.push(fault));
  try {
    await Promise.all(processes);
  } catch (first) {
    signal.throwIfAborted();
    await pause(MOMENT_MILLISECONDS, undefined, { signal }).catch(() => signal.throwIfAborted());
    throw faults.length > 1 ? new UserError(faults.map(({ message }) => message).join('\n\n')) : first;
  }
}
