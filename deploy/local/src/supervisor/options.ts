import { backoffMilliseconds } from './backoff.ts';

/** How one process is kept. */
export interface SupervisionOptions {
  /** Told what happens, one line each, for the console. */
  say: (line: string) => void;
  /** Called after a process has started, become ready or ended. */
  onChange: () => void;
  /** Milliseconds before the next start after so many deaths in a row. */
  backoff: (deaths: number) => number;
  /** How long a process may take to become ready. */
  readyWithinMilliseconds: number;
  /** A process that lived for so long begins with a short backoff again. */
  steadyAfterMilliseconds: number;
  /** How long the processes of a tier may take to stop, before SIGKILL. */
  patienceMilliseconds: number;
}

/** One that hangs is not to hold up the whole stop; what the Collector and the backends have taken is on disk by then. */
export const supervisionDefaults = {
  backoff: backoffMilliseconds,
  readyWithinMilliseconds: 30_000,
  steadyAfterMilliseconds: 60_000,
  patienceMilliseconds: 5_000,
} satisfies Partial<SupervisionOptions>;
