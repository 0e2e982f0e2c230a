import type { Trace } from '@cortex/trace-testing/trace';

/** What the backends are queried about. */
export interface Subject {
  trace: Trace;
  traceId: string;
  services: string[];
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}
