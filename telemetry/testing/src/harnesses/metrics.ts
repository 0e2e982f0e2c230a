import { type Attributes, metrics } from '@opentelemetry/api';
import { type DataPoint, type Histogram, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';

/** Keeps the metrics of this process where a test can read them. */
export interface MetricHarness {
  /** What a metric is now, over all its series with these attributes: the sum of their values, of a histogram its count. Undefined where it has none. */
  value(name: string, attributes?: Attributes): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** Keeps in memory the metrics that are created from now on. Start it before what is tested. */
export function startMetricHarness(): MetricHarness {
  const reader = new CollectingReader();
  const provider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
  return {
    value: async (name, attributes = {}) => {
      const { resourceMetrics } = await reader.collect();
      const points = resourceMetrics.scopeMetrics
        .flatMap((scope) => scope.metrics)
        .filter((metric) => metric.descriptor.name === name)
        .flatMap((metric): DataPoint<number | Histogram>[] => metric.dataPoints as DataPoint<number | Histogram>[])
        .filter((point) => hasAll(point.attributes, attributes));
      return points.length === 0 ? undefined : points.reduce((sum, { value }) => sum + numberOf(value), 0);
    },
    stop: async () => {
      metrics.disable();
      await provider.shutdown();
    },
  };
}

class CollectingReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

function hasAll(attributes: Attributes, wanted: Attributes): boolean {
  return Object.entries(wanted).every(([name, value]) => attributes[name] === value);
}

function numberOf(value: number | Histogram): number {
  return typeof value === 'number' ? value : value.count;
}
