import { setTimeout as pause } from 'node:timers/promises';
import type { ThreeServices } from '../overhead/three-services.ts';

/** At rest a process takes 1 % of a core, mostly to export its telemetry. */
const MOST_PER_PROCESS = 0.03;
const WINDOW_MILLISECONDS = 1000;
const TIMEOUT_MILLISECONDS = 120_000;

/**
 * Waits until the services have processed the inputs they accepted.
 * @throws when they are still busy after two minutes
 */
export async function untilAtRest(services: ThreeServices, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MILLISECONDS;
  let share: number;
  do {
    share = await shareOfACore(services, signal);
    if (share <= MOST_PER_PROCESS) return;
  } while (performance.now() < deadline);
  const [expected, got] = [MOST_PER_PROCESS, share].map((value) => `${(value * 100).toFixed(1)} %`);
  throw new Error(
    `expected the services to use at most ${expected} of a core for each process after their inputs, they still use ${got} after ${TIMEOUT_MILLISECONDS} ms`,
  );
}

/** Mean CPU usage of the processes in the next second, in cores. */
async function shareOfACore(services: ThreeServices, signal: AbortSignal): Promise<number> {
  const before = await services.usage();
  const began = performance.now();
  await pause(WINDOW_MILLISECONDS, undefined, { signal });
  const after = await services.usage();
  return (after.cpuMilliseconds - before.cpuMilliseconds) / (performance.now() - began) / after.processes;
}
