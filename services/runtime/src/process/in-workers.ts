import cluster from 'node:cluster';
import type { StartedService } from '../http/service-options.ts';
import type { Logger } from '../log/create-logger.ts';
import { type Channel, channelTo } from './channel.ts';
import { WorkerGroup } from './worker-group.ts';
import type { Workers } from './workers.ts';

export interface WorkersOptions {
  /** The number of processes that serve together. */
  count: number;
  logger: Logger;
  /** Starts the service; called in each process. @param channel leads to the first process; undefined if there is only one process */
  start(channel: Channel | undefined): Promise<StartedService>;
  /** Runs in the first process before the first worker starts, and sets up what the workers share. */
  lead?(workers: Workers): void | Promise<void>;
}

/**
 * Starts a service in several processes that share its port (`node:cluster`) or, with a count of 1, in this process. Call it within
 * `runProcess`, which runs in each worker as well. This process then only hands connections to the workers, and replaces those that die.
 */
export async function inWorkers({ count, logger, start, lead }: WorkersOptions): Promise<StartedService> {
  if (cluster.isWorker) return start(channelTo(process));
  if (count === 1) return start(undefined);
  return WorkerGroup.start({ count, logger, lead });
}
