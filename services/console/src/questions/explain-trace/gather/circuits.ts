import type { PrometheusClient } from '../../../backends/prometheus.ts';
import { jobsOf } from '../../../model/metrics/promql.ts';
import { serviceOf } from '../../../model/services/job.ts';
import type { OpenCircuit } from '../evidence.ts';
import type { Subject } from './subject.ts';

const COLLECTION_MILLISECONDS = 10_000;

/** The circuit breakers of the trace's services that were not closed around that time. */
export async function circuitsOf(
  { services, begin, end }: Subject,
  prometheus: PrometheusClient,
): Promise<OpenCircuit[]> {
  const at = Math.min(Date.now(), end + COLLECTION_MILLISECONDS);
  const seconds = Math.ceil((at - begin + COLLECTION_MILLISECONDS) / 1000);
  const metricOf = (some: Iterable<string>) =>
    `min by (job, service) (min_over_time(mcp_circuit_state{job=~${jobsOf(some)}}[${seconds}s])) < 2`;
  const series = await prometheus.query(metricOf(services), at);
  return series.map(({ labels: { job = '', service: target = '' } }) => {
    const service = serviceOf(job);
    return { service, target, metric: metricOf([service]) };
  });
}
