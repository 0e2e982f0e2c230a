import { backoffMilliseconds } from './backoff.ts';
import type { Tier } from './process-definition.ts';

/** How the supervisor keeps a process running. */
export interface SupervisionOptions {
  /** Prints a line about an event in the terminal. */
  say: (line: string) => void;
  /** Called after a process has started, has become ready or has ended. */
  onChange: () => void;
  /** Milliseconds to wait before the next start after this many deaths in a row. */
  backoff: (deaths: number) => number;
  /** How long a process may take to become ready. */
  readyWithinMilliseconds: number;
  /** How long a backend may take before it is restarted once the stack has started without it. It may have much to repair. */
  lateWithinMilliseconds: number;
  /** A process that has lived this long starts with a short backoff again. */
  steadyAfterMilliseconds: number;
  /** How long the processes of a tier may take to stop, before SIGKILL. */
  patienceMilliseconds: Record<Tier, number>;
}

/**
 * Patience by tier: a hanging service must not hold up the whole stop. The Collector waits for requests in progress, and sends them again after a kill.
 * A backend first stores what it has received and then closes its store, which takes Jaeger 5 to 15 s under load; a kill leaves files to repair.
 */
export const supervisionDefaults = {
  backoff: backoffMilliseconds,
  readyWithinMilliseconds: 30_000,
  lateWithinMilliseconds: 300_000,
  steadyAfterMilliseconds: 60_000,
  patienceMilliseconds: { service: 5_000, collector: 10_000, backend: 60_000 },
} satisfies Partial<SupervisionOptions>;
