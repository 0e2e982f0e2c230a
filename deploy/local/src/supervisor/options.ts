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
  /** How long a process may take to stop after SIGTERM. */
  patienceMilliseconds: number;
}

/** The patience leaves a service 5 s to finish its requests and 3 s to flush its telemetry. */
export const supervisionDefaults = {
  backoff: backoffMilliseconds,
  readyWithinMilliseconds: 30_000,
  steadyAfterMilliseconds: 60_000,
  patienceMilliseconds: 10_000,
} satisfies Partial<SupervisionOptions>;
