import type { PrometheusClient } from '../../../backends/prometheus.ts';
import { jobsOf } from '../../../model/metrics/promql.ts';
import { serviceOf } from '../../../model/services/job.ts';
import type { LoopDelay } from '../evidence.ts';
import type { Subject } from './subject.ts';

/** A time's metric is available after the next collection. */
const COLLECTION_MILLISECONDS = 10_000;

/** The delays of the event loops of the trace's services while it ran, the longest first. */
export async function loopsOf({ services, begin, end }: Subject, prometheus: PrometheusClient): Promise<LoopDelay[]> {
  const at = Math.min(Date.now(), end + COLLECTION_MILLISECONDS);
  const seconds = Math.max(1, Math.ceil((at - begin) / 1000));
  const metricOf = (some: Iterable<string>) =>
    `max by (job, instance) (max_over_time(nodejs_eventloop_delay_max_seconds{job=~${jobsOf(some)}}[${seconds}s]))`;
  const series = await prometheus.query(metricOf(services), at);
  return series
    .map(({ labels: { job = '', instance }, value }) => ({ service: serviceOf(job), instance, value }))
    .map(({ service, instance, value }) => ({
      service,
      instance,
      milliseconds: value * 1000,
      metric: metricOf([service]),
    }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
