import { UserError } from '../user-error.ts';
import { isInterruption } from './interruption.ts';

/** Remedies for system errors that are not a fault of the program. */
const REMEDIES: Record<string, string> = {
  ENOSPC: 'The disk is full: free some space, or point CORTEX_HOME and XDG_CACHE_HOME to another one.',
  EACCES: 'Point CORTEX_HOME to a folder you may write to.',
  EROFS: 'Point CORTEX_HOME to a folder you may write to.',
  ENOTDIR: 'Point CORTEX_HOME to a folder.',
  EEXIST: 'Point CORTEX_HOME to a folder.',
};

/** Ends the process by the outcome of its work: 0, also when it was asked to stop; 2 when it was called wrongly; 1 for every other error. Errors go to standard error. */
export async function exitWith(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (isInterruption(error)) return;
    process.exitCode = error instanceof UserError ? error.exitCode : 1;
    process.stderr.write(`${explain(error)}\n`);
  }
}

function explain(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const remedy = REMEDIES[code ?? ''];
  return remedy === undefined ? `${stack ?? error}` : `${message}\n${remedy}`;
}
