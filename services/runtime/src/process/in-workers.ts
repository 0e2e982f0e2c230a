import cluster from 'node:cluster';
import type { StartedService } from '../http/service-options.ts';
import type { Logger } from '../log/create-logger.ts';
import { WorkerGroup } from './worker-group.ts';

export interface WorkersOptions {
  /** Processes that serve together. */
  count: number;
  logger: Logger;
  /** Starts the service, in each of them. */
  start(): Promise<StartedService>;
}

/**
 * Starts a service in several processes that share its port (`node:cluster`), or with a count of 1 in this one. Called by what `runProcess`
 * runs, which each worker runs too. This process then only hands connections to the workers, and starts those again that die.
 */
export async function inWorkers({ count, logger, start }: WorkersOptions): Promise<StartedService> {
  if (count === 1 || cluster.isWorker) return start();
  return WorkerGroup.start({ count, logger });
}
