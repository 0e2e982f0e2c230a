import { type BatchObservableCallback, context, metrics, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { ATTR_CHECK, METRIC_HEALTH_CHECK_STATUS, METRIC_HEALTH_STATUS, METRIC_OPTIONS } from './contract.ts';

const STATUSES = { unhealthy: 0, degraded: 1, healthy: 2 } as const;

type Status = keyof typeof STATUSES;

/** A service's health as /health reports it. */
export interface ObservedHealth {
  status: Status;
  /** The state of each dependency, by name. */
  checks: Record<string, Status>;
}

/**
 * Reports the health of the service until the returned function is called. Each collection starts the checks and reports the answer to the
 * previous one, so that a hanging dependency delays no collection. The checks belong to no request, so they have no spans.
 * @param ask never rejects
 */
export function observeHealth(ask: () => Promise<ObservedHealth>): () => void {
  const meter = metrics.getMeter('@cortex/telemetry');
  const service = meter.createObservableGauge(METRIC_HEALTH_STATUS, METRIC_OPTIONS[METRIC_HEALTH_STATUS]);
  const check = meter.createObservableGauge(METRIC_HEALTH_CHECK_STATUS, METRIC_OPTIONS[METRIC_HEALTH_CHECK_STATUS]);
  let last: ObservedHealth | undefined;
  const observe: BatchObservableCallback = (result) => {
    void context.with(suppressTracing(ROOT_CONTEXT), ask).then((health) => {
      last = health;
    });
    if (last === undefined) return;
    result.observe(service, STATUSES[last.status]);
    for (const [name, status] of Object.entries(last.checks)) {
      result.observe(check, STATUSES[status], { [ATTR_CHECK]: name });
    }
  };
  meter.addBatchObservableCallback(observe, [service, check]);
  return () => meter.removeBatchObservableCallback(observe, [service, check]);
}
