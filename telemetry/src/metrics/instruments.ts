import { type Histogram, metrics } from '@opentelemetry/api';
import { METRIC_OPTIONS } from '../contract.ts';

export type MetricName = keyof typeof METRIC_OPTIONS;

/** The contract's histogram of that name. */
export function histogram(name: MetricName): Histogram {
  return metrics.getMeter('@cortex/telemetry').createHistogram(name, METRIC_OPTIONS[name]);
}
