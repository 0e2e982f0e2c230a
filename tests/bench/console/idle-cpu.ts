import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What is under way when it is looked at first, such as garbage of the last answer, is not idleness. */
const SETTLE_MILLISECONDS = 10_000;
const WATCHED_MILLISECONDS = 30_000;
/** Linux counts in these, wherever it runs. */
const TICKS_A_SECOND = 100;
/** The fields of /proc/<pid>/stat behind the name, which may hold blanks. */
const [USER_TICKS, SYSTEM_TICKS] = [11, 12];

/** CPU time of a process that nobody asks anything, in per cent of a core. */
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
