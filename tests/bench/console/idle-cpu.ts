import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Lets the process finish what is under way, such as collecting the garbage of its last answer. */
const SETTLE_MILLISECONDS = 10_000;
const WATCHED_MILLISECONDS = 30_000;
/** Linux counts in this unit on all machines. */
const TICKS_A_SECOND = 100;
/** The indices of fields in /proc/<pid>/stat after the name, which may contain spaces. */
const [USER_TICKS, SYSTEM_TICKS] = [11, 12];

/** The CPU time of a process without requests, in per cent of a core. */
export async function idleCpuPercent(pid: number, signal: AbortSignal): Promise<number> {
  await pause(SETTLE_MILLISECONDS, undefined, { signal });
  const [before, start] = [cpuMilliseconds(pid), performance.now()];
  await pause(WATCHED_MILLISECONDS, undefined, { signal });
  return ((cpuMilliseconds(pid) - before) / (performance.now() - start)) * 100;
}

function cpuMilliseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * 1000) / TICKS_A_SECOND;
}
