import { dirname } from 'node:path';
import { shortage } from '../machine/disk-space.ts';
import { UserError } from '../user-error.ts';
import type { ProcessDefinition } from './process-definition.ts';

export interface StartFailureOptions {
  definition: ProcessDefinition;
  /** What happened, as the rest of a sentence that begins with the name of the process. */
  fault: string;
  /** The last lines it wrote. */
  tail: string[];
}

export function startFailure({ definition: { name, logFile }, fault, tail }: StartFailureOptions): UserError {
  const words = tail.length > 0 ? ['Its last lines:', ...tail.map((line) => `    ${line}`)] : ['It wrote nothing.'];
  // A program that cannot write to the disk often cannot report it either.
  const space = shortage(dirname(logFile));
  const lines = [`${name} ${fault}.`, ...words, `Its log: ${logFile}`, ...(space === undefined ? [] : [space])];
  return new UserError(lines.join('\n'));
}
