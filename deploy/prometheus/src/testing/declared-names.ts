import { platformContract } from '@cortex/signals/platform-contract';
import { inPrometheus } from '@cortex/telemetry-contract';

/** What prometheus.yml keeps of its own scrapes. */
const SCRAPED = [
  'up',
  'jaeger_storage_bulk_index_latency_err_seconds_count',
  'prometheus_remote_storage_highest_timestamp_in_seconds',
  'prometheus_remote_storage_queue_highest_sent_timestamp_seconds',
  'prometheus_remote_storage_samples_failed_total',
];

/** The names that the metrics of the telemetry contract have in Prometheus, and those of scrapes. */
export function declaredNames(): string[] {
  const { metrics, collector_metrics: ofCollector } = platformContract();
  const names = Object.entries({ ...metrics, ...ofCollector }).flatMap(([key, metric]) => {
    const name = inPrometheus(key, metric);
    return metric.instrument === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name];
  });
  return [...SCRAPED, ...names];
}
