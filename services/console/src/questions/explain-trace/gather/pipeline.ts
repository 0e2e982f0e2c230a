import { spansInQueue } from '../../../backends/collector-queue.ts';
import type { PrometheusClient } from '../../../backends/prometheus.ts';
import type { Pipeline } from '../evidence.ts';

const LOST = `sum(increase({__name__=~"otelcol_(exporter_(enqueue|send)_failed|receiver_refused|processor_dropped)_spans_total"}[10m]))`;

export async function pipelineOf(prometheus: PrometheusClient): Promise<Pipeline | undefined> {
  const [waiting, lost] = await Promise.all([spansInQueue(prometheus), prometheus.query(LOST)]);
  if (waiting === undefined && lost.length === 0) return undefined;
  return { waiting: waiting ?? 0, lost: lost[0]?.value ?? 0 };
}
