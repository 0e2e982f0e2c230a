import { setTimeout as pause } from 'node:timers/promises';
import { isRunning } from '@cortex/local/machine';
import { enginePlace } from './place.ts';
import { forgetEngine, startedEngine } from './started-engine.ts';

const LOOK_EVERY_MILLISECONDS = 50;

export interface StopEngineOptions {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  say: (line: string) => void;
}

/** Stops the engine that `ensureEngine` has started, with its containers; never another one. */
export async function stopEngine({ env, signal, say }: StopEngineOptions): Promise<void> {
  const { host, notes } = enginePlace(env);
  const engine = startedEngine(notes);
  if (engine === undefined) return say('No Docker engine was started from here: nothing to stop.');
  process.kill(engine.pid, 'SIGTERM');
  while (isRunning(engine)) await pause(LOOK_EVERY_MILLISECONDS, undefined, { signal });
  forgetEngine(notes);
  say(`Stopped the Docker engine at ${host} (process ${engine.pid}).`);
}
