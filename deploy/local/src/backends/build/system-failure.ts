import { BackendError } from '../backend-error.ts';
import { diskRemedy } from './disk-space.ts';
import { errorCode } from './error-code.ts';

/** Turns a failed write to the cache into an error with a remedy; returns any other error unchanged. */
export function explainSystemFailure(error: unknown, cacheDirectory: string): unknown {
  const code = errorCode(error);
  if (code === 'ENOSPC')
    return new BackendError(`The disk of ${cacheDirectory} is full.\n${diskRemedy}`, { cause: error });
  if (code === 'EACCES' || code === 'EROFS') {
    const remedy = 'Make it writable, or name another directory with XDG_CACHE_HOME.';
    return new BackendError(`${cacheDirectory}, where built backends are kept, cannot be written to.\n${remedy}`, {
      cause: error,
    });
  }
  return error;
}
