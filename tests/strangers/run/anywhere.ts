import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installation } from './installation.ts';

/** Loads telemetry in every Node.js process, in whichever folder it is started. */
export function anywhere(): { NODE_OPTIONS: string } {
  const register = join(installation().project, 'node_modules/@cortex/telemetry/dist/register.js');
  return { NODE_OPTIONS: `--import ${pathToFileURL(register)}` };
}
