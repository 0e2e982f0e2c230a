import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installation } from './installation.ts';

/** Has telemetry in each Node.js that is started in any folder. */
export function anywhere(): { NODE_OPTIONS: string } {
  const register = join(installation().project, 'node_modules/@cortex/telemetry/dist/register.js');
  return { NODE_OPTIONS: `--import ${pathToFileURL(register)}` };
}
