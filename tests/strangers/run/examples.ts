import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

export const EXAMPLES = join(repository, 'telemetry/examples');

/** Arguments of Node.js from a script of the example's package.json. */
export async function scriptOf(example: string, name: string): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(EXAMPLES, example, 'package.json'), 'utf8'));
  return scripts[name].split(' ').slice(1);
}
