import type { BackgroundTasksOptions } from '@cortex/runtime';

/** Limits of the processing of inputs, which goes on after their requests are answered. */
export interface WorkLimits
  extends Required<Pick<BackgroundTasksOptions, 'workers' | 'maxWaiting' | 'drainMilliseconds'>> {
  /** How long a new input waits for room before it is refused. */
  holdMilliseconds: number;
  /** How long the request of an input may take, including this wait. */
  requestMilliseconds: number;
}
