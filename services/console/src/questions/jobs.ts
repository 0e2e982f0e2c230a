import { oneOf } from '../backends/prometheus.ts';

/** A regular expression of PromQL that fits the jobs of these services, in any namespace. */
export function jobsOf(services: Iterable<string>): string {
  return `"(.+/)?(${oneOf(services).slice(1, -1)})"`;
}
