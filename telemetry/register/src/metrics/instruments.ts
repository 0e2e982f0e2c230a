import { type Histogram, metrics } from '@opentelemetry/api';
import { METRIC_OPTIONS } from '../contract.ts';
import { rememberSeries } from './remember-series.ts';

export type MetricName = keyof typeof METRIC_OPTIONS;

/** The contract's histogram of that name. Frozen attributes cost it least. */
export function histogram(name: MetricName): Histogram {
  return rememberSeries(metrics.getMeter('@cortex/telemetry').createHistogram(name, METRIC_OPTIONS[name]));
}
