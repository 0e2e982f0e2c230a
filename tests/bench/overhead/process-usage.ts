import { readFile } from 'node:fs/promises';
import { memoryOf } from '../../platform/limits/process-memory.ts';

const MILLISECONDS_PER_TICK = 10;

/** The CPU time of a process with all its threads, to 10 ms. */
export async function cpuMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The fields begin after the name, which may contain anything but is in parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = '', system = ''] = fields.slice(11, 13);
  return (Number(user) + Number(system)) * MILLISECONDS_PER_TICK;
}

/** The process and its descendants, such as its workers. */
export async function familyOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const families = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(familyOf));
  return [pid, ...families.flat()];
}

export interface Usage {
  cpuMilliseconds: number;
  rssMegabytes: number;
  processes: number;
}

/** The CPU time and memory of processes together with their descendants. */
export async function usageOf(roots: readonly number[]): Promise<Usage> {
  const pids = (await Promise.all(roots.map(familyOf))).flat();
  const cpu = await Promise.all(pids.map(cpuMilliseconds));
  const rssMegabytes = sum(pids.map((pid) => memoryOf(pid).resident)) / 1e6;
  return { cpuMilliseconds: sum(cpu), rssMegabytes, processes: pids.length };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
