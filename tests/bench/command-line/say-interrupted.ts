import { failIfInterrupted, isInterruption, say } from '@cortex/local/console';

/** For the `catch` of a bench that can be interrupted. */
export function sayInterrupted(reason: unknown): never {
  if (isInterruption(reason)) say('The run was interrupted: nothing was judged.');
  return failIfInterrupted(reason);
}
