import {
  METRIC_WORKER_PROCESSES_CONFIGURED,
  METRIC_WORKER_PROCESSES_READY,
  METRIC_WORKER_RESTARTS_TOTAL,
} from './contract.ts';
import { observedCounter, observedGauge } from './instruments.ts';

export interface ObservedWorkers {
  /** How many worker processes there are to be. */
  configured: number;
  /** How many accept connections. */
  ready(): number;
}

/** Reports how many worker processes a service has, and how many it should have. */
export function observeWorkers({ configured, ready }: ObservedWorkers): void {
  observedGauge(METRIC_WORKER_PROCESSES_CONFIGURED)
    .series()
    .add(() => configured);
  observedGauge(METRIC_WORKER_PROCESSES_READY).series().add(ready);
}

/** Counts the worker processes that are started again. It is 0 from the start, so that the first one is seen. */
export function workerRestarts(): { add(): void } {
  const restarts = observedCounter(METRIC_WORKER_RESTARTS_TOTAL).series();
  return {
    add() {
      restarts.value += 1;
    },
  };
}
