import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';

const NAME = 'CORTEX_INTERNAL_SECRET';

/** The key of the tokens between services: from the environment, or else the one that the services have generated in their home. */
export function internalSecret(home: string, env: NodeJS.ProcessEnv): string {
  if (env[NAME]) return env[NAME];
  const path = join(home, 'secrets', NAME);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new UserError(`Expected the services' secret in ${path} or in ${NAME}, found it in neither.`);
  }
}
