import { readdirSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** How often the change is tried: the kernel accepts one change of a session every tenth of a second, and all backends start together. */
const ATTEMPTS = 20;
const PAUSE_MILLISECONDS = 150;

/**
 * Lowers the priority of a process, which leads a session, by that many steps of niceness below this one. If that is not possible, for example because it
 * has ended, nothing changes. Never rejects.
 */
export async function lowerPriority(pid: number, steps: number): Promise<void> {
  const niceness = Math.min(getPriority() + steps, constants.priority.PRIORITY_LOW);
  // Linux keeps niceness by thread, and a new thread inherits it. The second sweep finds threads that were just started.
  for (const _sweep of [1, 2]) for (const thread of threadsOf(pid)) lowerThread(thread, niceness);
  for (let attempt = 1; attempt < ATTEMPTS && !lowerSession(pid, niceness); attempt++)
    await pause(PAUSE_MILLISECONDS, undefined, { ref: false });
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}

function lowerThread(thread: number, niceness: number): void {
  try {
    setPriority(thread, niceness);
  } catch {
    // It has ended, or this user may not change it.
  }
}

/** When the kernel groups processes by session, only the group's niceness counts in competition with others. @returns false if it should be retried */
function lowerSession(pid: number, niceness: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EAGAIN';
  }
}
