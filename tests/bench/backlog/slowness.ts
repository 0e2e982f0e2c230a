import { setTimeout as pause } from 'node:timers/promises';
import { startNeighbour } from '../../platform/neighbour.ts';

const STOPPED_MILLISECONDS = 800;
const RUNNING_MILLISECONDS = 200;
const NEIGHBOURS = 4;

/** Slows a process from now on; resolves to what ends that. */
export type SlowDown = (pid: number) => Promise<() => Promise<void>>;

export const SLOWNESS: Record<'stopped in a rhythm' | 'busy neighbours', SlowDown> = {
  'stopped in a rhythm': async (pid) => {
    const ending = new AbortController();
    const rhythm = stopInARhythm(pid, ending.signal);
    return async () => {
      ending.abort();
      await rhythm;
    };
  },
  'busy neighbours': async (pid) => {
    process.kill(pid, 'SIGCONT');
    const ends = await Promise.all(Array.from({ length: NEIGHBOURS }, startNeighbour));
    return async () => void (await Promise.all(ends.map((end) => end())));
  },
};

export type SlownessName = keyof typeof SLOWNESS;

async function stopInARhythm(pid: number, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    process.kill(pid, 'SIGCONT');
    await pause(RUNNING_MILLISECONDS);
    process.kill(pid, 'SIGSTOP');
    await pause(STOPPED_MILLISECONDS, undefined, { signal: ending }).catch(() => {});
  }
  process.kill(pid, 'SIGCONT');
}
