import type { BackgroundTasksOptions } from '@cortex/runtime';

/** Limits of the processing of inputs that goes on after their requests were answered. */
export interface WorkLimits
  extends Required<Pick<BackgroundTasksOptions, 'workers' | 'maxWaiting' | 'drainMilliseconds'>> {
  /** How long a new input is held up when there is no room, before it is refused. */
  holdMilliseconds: number;
  /** How long the request of an input may take, this wait included. */
  requestMilliseconds: number;
}
