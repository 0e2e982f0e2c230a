import {
  ATTR_QUEUE,
  type AttributeValues,
  METRIC_ACTIVE_WORKERS,
  METRIC_BACKGROUND_TASKS,
  METRIC_MAX_WORKERS,
  METRIC_QUEUE_LENGTH,
} from './contract.ts';
import { observedGauge } from './instruments.ts';

export type QueueName = AttributeValues[typeof ATTR_QUEUE];

export interface ObservedQueue {
  /** The number of waiting items. */
  waiting(): number;
  /** The number of items that workers are processing, one each. */
  working(): number;
  /** The number of workers. */
  workers: number;
}

/** The name of the queue of calls to a service, in which each worker is a slot of the client. */
export function callsTo(service: string): QueueName {
  return `mcp_${service.replaceAll('-', '_')}` as QueueName;
}

/** Reports the length of a queue and how many of its workers are busy, until the returned function is called. */
export function observeQueue(name: QueueName, { waiting, working, workers }: ObservedQueue): () => void {
  const labels = { [ATTR_QUEUE]: name };
  const sources = [
    observedGauge(METRIC_QUEUE_LENGTH).series(labels).add(waiting),
    observedGauge(METRIC_ACTIVE_WORKERS).series(labels).add(working),
    observedGauge(METRIC_MAX_WORKERS)
      .series(labels)
      .add(() => workers),
  ];
  return () => {
    for (const remove of sources) remove();
  };
}

/** Reports the number of background tasks that wait or run, until the returned function is called. */
export function observeBackgroundTasks(count: () => number): () => void {
  return observedGauge(METRIC_BACKGROUND_TASKS).series().add(count);
}
