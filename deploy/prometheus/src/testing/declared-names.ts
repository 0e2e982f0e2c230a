import { platformContract } from '@cortex/signals/platform-contract';
import { inPrometheus } from '@cortex/telemetry-contract';

/** The names that the metrics of the telemetry contract have in Prometheus, and `up`. */
export function declaredNames(): string[] {
  const { metrics, collector_metrics: ofCollector } = platformContract();
  const names = Object.entries({ ...metrics, ...ofCollector }).flatMap(([key, metric]) => {
    const name = inPrometheus(key, metric);
    return metric.instrument === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name];
  });
  return ['up', ...names];
}
