import cluster from 'node:cluster';
import type { StartedService } from '../http/service-options.ts';
import type { Logger } from '../log/create-logger.ts';
import { WorkerGroup } from './worker-group.ts';

export interface WorkersOptions {
  /** The number of processes that serve together. */
  count: number;
  logger: Logger;
  /** Starts the service; called in each process. */
  start(): Promise<StartedService>;
}

/**
 * Starts a service in several processes that share its port (`node:cluster`) or, with a count of 1, in this process. Call it within
 * `runProcess`, which runs in each worker as well. This process then only hands connections to the workers, and replaces those that die.
 */
export async function inWorkers({ count, logger, start }: WorkersOptions): Promise<StartedService> {
  if (count === 1 || cluster.isWorker) return start();
  return WorkerGroup.start({ count, logger });
}
