import type { Trace } from '@cortex/trace-testing/trace';

/** What the backends are asked about. */
export interface Subject {
  trace: Trace;
  traceId: string;
  services: string[];
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

/** Prometheus' `job` is the service, after a namespace where there is one. */
export function serviceOf(job: string): string {
  return job.slice(job.lastIndexOf('/') + 1);
}
