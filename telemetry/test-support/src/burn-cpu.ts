/** The CPU time that this thread has used so far, in milliseconds. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Keeps this thread busy until it has used that much CPU time. @returns the CPU time used, in milliseconds */
export function burnCpu(milliseconds: number): number {
  const start = threadMilliseconds();
  let sum = 0;
  while (threadMilliseconds() - start < milliseconds) for (let i = 0; i < 10_000; i++) sum += Math.sqrt(i);
  return sum > 0 ? threadMilliseconds() - start : 0;
}
