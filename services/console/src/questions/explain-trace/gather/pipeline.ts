import type { PrometheusClient } from '../../../backends/prometheus.ts';
import type { Pipeline } from '../evidence.ts';

/** Of the newest process of the Collector: one that was restarted is still in the last minute as another instance. */
const WAITING = `sum(
  last_over_time(otelcol_exporter_queue_size{exporter=~".*jaeger.*"}[1m])
  and on (job, instance) bottomk(1, last_over_time(otelcol_process_uptime_seconds_total[1m]))
)`;
const LOST = `sum(increase({__name__=~"otelcol_(exporter_(enqueue|send)_failed|receiver_refused|processor_dropped)_spans_total"}[10m]))`;

export async function pipelineOf(prometheus: PrometheusClient): Promise<Pipeline | undefined> {
  const [waiting, lost] = await Promise.all([prometheus.query(WAITING), prometheus.query(LOST)]);
  if (waiting.length + lost.length === 0) return undefined;
  return { waiting: waiting[0]?.value ?? 0, lost: lost[0]?.value ?? 0 };
}
