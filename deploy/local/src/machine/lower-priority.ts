import { readdirSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** The kernel takes one change of a session each tenth of a second, and all backends are started together. */
const ATTEMPTS = 20;
const PAUSE_MILLISECONDS = 150;

/**
 * Puts the process, which leads a session, so many steps of niceness below this one. Where that cannot be had, as where it has
 * ended, all goes on as it was. Never rejects.
 */
export async function lowerPriority(pid: number, steps: number): Promise<void> {
  const niceness = Math.min(getPriority() + steps, constants.priority.PRIORITY_LOW);
  // Linux keeps it by thread, and new threads take that of the one that starts them: the second time finds those just started.
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
    // It has ended, or is not to be changed by this user.
  }
}

/** When the kernel groups processes by session, only the group's niceness counts towards others. Returns false to be tried again. */
function lowerSession(pid: number, niceness: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EAGAIN';
  }
}
