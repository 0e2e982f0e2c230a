/** `npm run docker:images`: every image that can be built without a registry; prints the variables that name them. */
import { exitWith } from '../local/src/console/exit-with.ts';
import { say } from '../local/src/console/say.ts';
import { ensureLocalImages } from './images/local-images.ts';

const PATIENCE_MILLISECONDS = 1_800_000;

async function main(): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const variables = await ensureLocalImages({ env: process.env, signal, say });
  for (const [name, value] of Object.entries(variables)) say(`${name}=${value}`);
}

await exitWith(main());
