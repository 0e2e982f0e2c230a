import { readFile } from 'node:fs/promises';

const MILLISECONDS_PER_TICK = 10;

/** CPU time that a process has used, all its threads together, to 10 ms. */
export async function cpuMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may contain anything but is in brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = '', system = ''] = fields.slice(11, 13);
  return (Number(user) + Number(system)) * MILLISECONDS_PER_TICK;
}

export async function rssMegabytes(pid: number): Promise<number> {
  return (await residentMegabytes(pid)).all;
}

/** What a process has in memory, and how much of it are pages of files that it has mapped, in MB. */
export async function residentMegabytes(pid: number): Promise<{ all: number; ofFiles: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
  return { all: megabytes('VmRSS'), ofFiles: megabytes('RssFile') };
}
