import type { PrometheusClient } from './prometheus.ts';

/** What waits in the newest process of the Collector: one that was restarted is still in the last minute as another instance. */
const WAITING = `sum(
  last_over_time(otelcol_exporter_queue_size{exporter=~".*jaeger.*"}[1m])
  and on (job, instance) bottomk(1, last_over_time(otelcol_process_uptime_seconds_total[1m]))
)`;

/** Spans that the Collector holds for Jaeger; undefined when Prometheus has not heard of it for a minute. */
export async function spansInQueue(prometheus: PrometheusClient): Promise<number | undefined> {
  return (await prometheus.query(WAITING))[0]?.value;
}
