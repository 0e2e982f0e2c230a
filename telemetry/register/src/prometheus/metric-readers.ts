import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { AggregationTemporality, AggregationType, InstrumentType, type MetricReader } from '@opentelemetry/sdk-metrics';
import { metricsDestination } from '../export/destination.ts';
import { pushReader } from '../export/metrics.ts';
import type { OutageReport } from '../export/outages/outage-report.ts';
import type { PushReader } from '../export/push/push-reader.ts';
import { MetricsEndpoint } from './exporter.ts';

export interface MetricReaders {
  readonly readers: MetricReader[];
  /** The readers that push. */
  readonly pushed: PushReader[];
  /** Undefined when there are no metrics. */
  readonly endpoint: MetricsEndpoint | undefined;
}

/**
 * Creates the metric readers that `OTEL_METRICS_EXPORTER` selects. `/metrics` shares the pushing reader if it can, because the SDK records each
 * measurement once for every reader.
 */
export function metricReaders(report: OutageReport): MetricReaders {
  const destination = metricsDestination();
  if (destination === 'none') return { readers: [], pushed: [], endpoint: undefined };
  const pushed = destination === 'prometheus' ? [] : [pushReader(destination, report)];
  const shared = pushed.find(readsAsPrometheusDoes);
  const reader = shared ?? new PrometheusExporter({ preventServerStart: true });
  return {
    readers: shared === undefined ? [reader, ...pushed] : pushed,
    pushed,
    endpoint: new MetricsEndpoint(reader),
  };
}

/** False when the environment selects delta temporality, where each delta reaches only one reader, or other histograms. */
function readsAsPrometheusDoes(reader: MetricReader): boolean {
  return Object.values(InstrumentType).every(
    (type) =>
      reader.selectAggregationTemporality(type) === AggregationTemporality.CUMULATIVE &&
      reader.selectAggregation(type).type === AggregationType.DEFAULT,
  );
}
