import { failIfInterrupted, isInterruption, say } from '@cortex/local/console';

/** Ends an interrupted bench; called in its `catch`. */
export function sayInterrupted(reason: unknown): never {
  if (isInterruption(reason)) say('The run was interrupted: nothing was judged.');
  return failIfInterrupted(reason);
}
