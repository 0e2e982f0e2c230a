import { readFileSync } from 'node:fs';

/** A process and when it began: the pid alone may have gone to another process since. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks between boot and the start of the process, as in /proc/<pid>/stat. */
  startTicks: number;
}

const STATE_FIELD = 0;
const START_TICKS_FIELD = 19;

/** Undefined when there is no such process, or only its remains that nobody has waited for yet. */
export function identify(pid: number): ProcessIdentity | undefined {
  const fields = statFields(pid);
  if (fields === undefined || fields[STATE_FIELD] === 'Z') return undefined;
  return { pid, startTicks: Number(fields[START_TICKS_FIELD]) };
}

export function isRunning({ pid, startTicks }: ProcessIdentity): boolean {
  return identify(pid)?.startTicks === startTicks;
}

/** Differs after a reboot, when pids and start times begin anew. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** The fields behind the process's name, which is in brackets and may itself hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
