import { inPrometheus } from '../../../../telemetry/register/src/contract-tools/in-prometheus.ts';
import { loadContract } from '../../../../telemetry/register/src/contract-tools/load.ts';

/** The names under which Prometheus has what the telemetry contract declares, and `up`. */
export function declaredNames(): string[] {
  const { metrics, collector_metrics: ofCollector } = loadContract();
  const names = Object.entries({ ...metrics, ...ofCollector }).flatMap(([key, metric]) => {
    const name = inPrometheus(key, metric);
    return metric.instrument === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name];
  });
  return ['up', ...names];
}
