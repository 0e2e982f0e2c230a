import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder of built tools: `$XDG_CACHE_HOME/cortex`, else `~/.cache/cortex`. A relative variable is ignored. */
export function defaultCacheDirectory(env: NodeJS.ProcessEnv): string {
  const configured = env.XDG_CACHE_HOME;
  const base = configured && isAbsolute(configured) ? configured : join(homedir(), '.cache');
  return join(base, 'cortex');
}
