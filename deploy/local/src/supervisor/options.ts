import { backoffMilliseconds } from './backoff.ts';
import type { Tier } from './process-definition.ts';

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
  /** How long a backend may take before it is started again, once the stack has gone on without it: it may have much to repair. */
  lateWithinMilliseconds: number;
  /** A process that lived for so long begins with a short backoff again. */
  steadyAfterMilliseconds: number;
  /** How long the processes of a tier may take to stop, before SIGKILL. */
  patienceMilliseconds: Record<Tier, number>;
}

/**
 * A service that hangs is not to hold up the whole stop. The Collector waits for requests under way, which it sends again after a kill.
 * A backend first stores what it has taken and then closes its store, which takes Jaeger 5 to 15 s under load; a kill leaves files to be repaired.
 */
export const supervisionDefaults = {
  backoff: backoffMilliseconds,
  readyWithinMilliseconds: 30_000,
  lateWithinMilliseconds: 300_000,
  steadyAfterMilliseconds: 60_000,
  patienceMilliseconds: { service: 5_000, collector: 10_000, backend: 60_000 },
} satisfies Partial<SupervisionOptions>;
