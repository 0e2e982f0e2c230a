/** The service in Prometheus' `job`, without its namespace. */
export function serviceOf(job: string): string {
  return job.slice(job.lastIndexOf('/') + 1);
}
