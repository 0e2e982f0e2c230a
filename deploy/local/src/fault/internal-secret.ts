import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../user-error.ts';

const file = z.object({ CORTEX_INTERNAL_SECRET: z.string() });

/** The key of the tokens between services: of the environment, else the one that the services have made in their home. */
export function internalSecret(home: string, env: NodeJS.ProcessEnv): string {
  if (env.CORTEX_INTERNAL_SECRET) return env.CORTEX_INTERNAL_SECRET;
  const path = join(home, 'secrets.json');
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8'))).CORTEX_INTERNAL_SECRET;
  } catch {
    throw new UserError(`Expected the services' secret in ${path} or in CORTEX_INTERNAL_SECRET, found it in neither.`);
  }
}
