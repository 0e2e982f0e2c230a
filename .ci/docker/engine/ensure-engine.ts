import { mkdirSync } from 'node:fs';
import { takeToolLock } from '@cortex/local/build';
import { engineVersion } from './engine-version.ts';
import { ensurePackage, hasProgram, type InstallOptions } from './install.ts';
import { enginePlace } from './place.ts';
import { startEngine } from './start-engine.ts';

/** Makes sure that a Docker engine answers. Leaves a running one as it is; otherwise installs and starts Debian's. */
export async function ensureEngine(options: InstallOptions): Promise<void> {
  const { env, signal, say } = options;
  const place = enginePlace(env);
  mkdirSync(place.notes, { recursive: true });
  using _lock = await takeToolLock({
    cacheDirectory: place.notes,
    tool: 'engine',
    signal,
    onWait: () => say('Somebody else is starting Docker: waiting'),
  });
  const running = hasProgram('docker', env) ? await engineVersion(place.host, env) : undefined;
  if (running !== undefined) return say(`Docker ${running} answers at ${place.host}.`);
  await ensurePackage('docker.io', 'dockerd', options);
  const version = await startEngine({ place, env, signal });
  say(`Docker ${version} started at ${place.host}; npm run docker:stop ends it.`);
}
