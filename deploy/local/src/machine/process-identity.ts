import { readFileSync } from 'node:fs';

/** A process id with the time at which the process began, because another process may have got the id since. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks between boot and the start of the process, as in /proc/<pid>/stat. */
  startTicks: number;
}

const STATE_FIELD = 0;
const START_TICKS_FIELD = 19;

/** Identifies a process. @returns undefined when it does not exist, or is a zombie */
export function identify(pid: number): ProcessIdentity | undefined {
  const fields = statFields(pid);
  if (fields === undefined || fields[STATE_FIELD] === 'Z') return undefined;
  return { pid, startTicks: Number(fields[START_TICKS_FIELD]) };
}

export function isRunning({ pid, startTicks }: ProcessIdentity): boolean {
  return identify(pid)?.startTicks === startTicks;
}

/** An id that changes with each boot, after which process ids and start times begin again. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** The fields after the process's name, which is in brackets and may itself contain spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
