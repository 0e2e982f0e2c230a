import { appendFileSync } from 'node:fs';
import { chooseImages } from '@cortex/docker';
import { ensureCheckTool } from '@cortex/local/backends';
import { say } from '@cortex/local/console';
import { removeAbandoned } from '../../platform/containers/sweep.ts';
import { passToSuites } from './containers.ts';

const BUILD_TIMEOUT_MILLISECONDS = 1_200_000;

/** Determines before the suites how containers can be run. In CI this must be possible. */
export async function start(): Promise<void> {
  // The image of Testcontainers' reaper is not available. The suites remove what they start, and the next run removes the rest.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  // The address of published ports. On a machine that is itself a container, Testcontainers would use another one.
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= '127.0.0.1';
  const signal = AbortSignal.timeout(BUILD_TIMEOUT_MILLISECONDS);
  const images = await chooseImages({ env: process.env, signal, say });
  if (images !== undefined) {
    await removeAbandoned(say);
    passToSuites({ ...images, compose: await ensureCheckTool('compose', { signal }) });
  }
  if (images === undefined && process.env.CI)
    throw new Error('CI has to have a Docker engine, and none answers: npm run docker:ensure');
  note(
    images === undefined ? 'on processes only: no Docker engine answers here' : `on processes, and on ${images.about}`,
  );
}

/** Writes a note for the end of `npm test`. */
function note(text: string): void {
  const line = `integration: ${text}`;
  say(line);
  if (process.env.CORTEX_TEST_NOTES) appendFileSync(process.env.CORTEX_TEST_NOTES, `${line}\n`);
}
