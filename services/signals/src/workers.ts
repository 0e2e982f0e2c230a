import { METRIC_WORKER_RESTARTS_TOTAL } from './contract.ts';
import { observedCounter } from './instruments.ts';

/** Counts the worker processes that are started again. It is 0 from the start, so that the first one is seen. */
export function workerRestarts(): { add(): void } {
  const restarts = observedCounter(METRIC_WORKER_RESTARTS_TOTAL).series();
  return {
    add() {
      restarts.value += 1;
    },
  };
}
