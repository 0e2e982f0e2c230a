import { ConfigError } from '../config/config-error.ts';
import { damageOf } from './sqlite-failure.ts';

export interface UnusableFileOptions {
  path: string;
  /** What to do about it, as the end of a sentence. */
  remedy: string;
}

/** Turns the failure of a SQLite file that no start can open into a {@link ConfigError} with the remedy. Other errors stay as they are. */
export function explainUnusableFile(error: unknown, { path, remedy }: UnusableFileOptions): unknown {
  const reason = damageOf(error);
  return reason === undefined ? error : new ConfigError(`${path} is not usable (${reason}): ${remedy}`);
}
