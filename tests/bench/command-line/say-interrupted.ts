import { failIfInterrupted, Interrupted } from '../../../deploy/local/src/console/interruption.ts';
import { say } from '../../../deploy/local/src/console/say.ts';

/** For the `catch` of a bench that can be interrupted. */
export function sayInterrupted(reason: unknown): never {
  if (reason instanceof Interrupted) say('The run was interrupted: nothing was judged.');
  return failIfInterrupted(reason);
}
