import { ConfigError } from '../config/config-error.ts';
import { damageOf } from './sqlite-failure.ts';

export interface UnusableFileOptions {
  path: string;
  /** What to do about it, as the end of a sentence. */
  remedy: string;
}

/** What to tell whoever starts the service: for a SQLite file that no start can open, a {@link ConfigError} with the remedy. */
export function explainUnusableFile(error: unknown, { path, remedy }: UnusableFileOptions): unknown {
  const reason = damageOf(error);
  return reason === undefined ? error : new ConfigError(`${path} is not usable (${reason}): ${remedy}`);
}
