import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../user-error.ts';

/** All processes are started at once, and what keeps one from starting, such as a missing variable, often keeps others from it too. */
const MOMENT_MILLISECONDS = 1_000;

/** Resolves when all are ready. When one rejects, it waits a moment and rejects with the faults of all that did, or at once with the signal's reason. */
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
