/** Prometheus' `job` is the service, after its namespace where it has one. */
export function serviceOf(job: string): string {
  return job.slice(job.lastIndexOf('/') + 1);
}
