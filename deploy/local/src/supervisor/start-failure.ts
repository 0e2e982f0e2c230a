import { UserError } from '../user-error.ts';
import type { ProcessDefinition } from './process-definition.ts';

export interface StartFailureOptions {
  definition: ProcessDefinition;
  /** What happened, as the rest of the sentence that begins with the process's name. */
  fault: string;
  /** The last lines it wrote. */
  tail: string[];
}

export function startFailure({ definition: { name, logFile }, fault, tail }: StartFailureOptions): UserError {
  const words = tail.length > 0 ? ['Its last lines:', ...tail.map((line) => `    ${line}`)] : ['It wrote nothing.'];
  return new UserError([`${name} ${fault}.`, ...words, `Its log: ${logFile}`].join('\n'));
}
