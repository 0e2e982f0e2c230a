import { ConfigError } from '../config/config-error.ts';
import { damageOf } from './sqlite-failure.ts';

export interface UnusableFileOptions {
  path: string;
  /** What the user can do about it, as the end of a sentence. */
  remedy: string;
}

/** Converts the failure of a SQLite file that cannot be opened at any start into a {@link ConfigError} with the remedy. Other errors are returned unchanged. */
export function explainUnusableFile(error: unknown, { path, remedy }: UnusableFileOptions): unknown {
  const reason = damageOf(error);
  return reason === undefined ? error : new ConfigError(`${path} is not usable (${reason}): ${remedy}`);
}
