/** CPU time of this thread so far. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Keeps this thread busy until it has used so much CPU time; gives what it used. */
export function burnCpu(milliseconds: number): number {
  const start = threadMilliseconds();
  let sum = 0;
  while (threadMilliseconds() - start < milliseconds) for (let i = 0; i < 10_000; i++) sum += Math.sqrt(i);
  return sum > 0 ? threadMilliseconds() - start : 0;
}
