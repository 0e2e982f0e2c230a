import { type Attributes, metrics } from '@opentelemetry/api';
import { type DataPoint, type Histogram, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';

/** A running meter provider that keeps this process's metrics in memory. */
export interface MetricHarness {
  /**
   * Reads a metric over all its series that have these attributes.
   * @returns the sum of their values, or of their counts for a histogram; undefined when there is no such series
   */
  value(name: string, attributes?: Attributes): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** Registers a meter provider globally. It sees only instruments that are created later, so start it before the code under test. */
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
