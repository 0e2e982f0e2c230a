import type { PrometheusClient } from './prometheus.ts';

/** Only of the newest process of the Collector: after a restart, the last minute still contains the old instance. */
const WAITING = `sum(
  last_over_time(otelcol_exporter_queue_size{exporter=~".*jaeger.*"}[1m])
  and on (job, instance) bottomk(1, last_over_time(otelcol_process_uptime_seconds_total[1m]))
)`;

/** How many spans wait in the Collector for Jaeger; undefined if Prometheus has had no data of it for a minute. */
export async function spansInQueue(prometheus: PrometheusClient): Promise<number | undefined> {
  return (await prometheus.query(WAITING))[0]?.value;
}
