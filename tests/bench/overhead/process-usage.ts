import { readFile } from 'node:fs/promises';

const MILLISECONDS_PER_TICK = 10;

/** CPU time that a process has used, all its threads together, to 10 ms. */
export async function cpuMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The fields begin after the name, which may contain anything but is in brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = '', system = ''] = fields.slice(11, 13);
  return (Number(user) + Number(system)) * MILLISECONDS_PER_TICK;
}
