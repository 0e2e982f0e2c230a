import { startNeighbour } from '../../platform/neighbour.ts';
import { stopInARhythm } from '../../platform/rhythm.ts';

const NEIGHBOURS = 4;

/** Slows down a process. Resolves to a function that ends this. */
export type SlowDown = (pid: number) => Promise<() => Promise<void>>;

export const SLOWNESS: Record<'stopped in a rhythm' | 'busy neighbours', SlowDown> = {
  'stopped in a rhythm': async (pid) =>
    stopInARhythm({
      stop: () => void process.kill(pid, 'SIGSTOP'),
      go: () => void process.kill(pid, 'SIGCONT'),
    }),
  'busy neighbours': async (pid) => {
    process.kill(pid, 'SIGCONT');
    const ends = await Promise.all(Array.from({ length: NEIGHBOURS }, startNeighbour));
    return async () => void (await Promise.all(ends.map((end) => end())));
  },
};

export type SlownessName = keyof typeof SLOWNESS;
