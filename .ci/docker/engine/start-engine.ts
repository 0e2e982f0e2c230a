import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '@cortex/local/console';
import { identify } from '@cortex/local/machine';
import { engineVersion } from './engine-version.ts';
import type { EnginePlace } from './place.ts';
import { rememberEngine } from './started-engine.ts';

const LOOK_EVERY_MILLISECONDS = 200;
const LOG_TAIL_LINES = 5;

export interface StartEngineOptions {
  place: EnginePlace;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Starts dockerd so that it outlives this process. Resolves to its version once it accepts commands. */
export async function startEngine({ place, env, signal }: StartEngineOptions): Promise<string> {
  mkdirSync(place.notes, { recursive: true });
  const logFile = join(place.notes, 'dockerd.log');
  const child = launch(place.args, { logFile, env });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, name) => resolve(`it ended with ${code ?? name}`));
  });
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity !== undefined) rememberEngine(place.notes, identity);
  const decided = new AbortController();
  const answer = untilItAnswers(place.host, env, AbortSignal.any([signal, decided.signal]));
  try {
    return await Promise.race([answer, ended.then(failure(logFile))]);
  } catch (error) {
    child.kill();
    throw error;
  } finally {
    decided.abort();
    child.unref();
  }
}

function launch(args: string[], { logFile, env }: { logFile: string; env: NodeJS.ProcessEnv }): ChildProcess {
  const log = openSync(logFile, 'w');
  const path = `${env.PATH}:/usr/sbin:/sbin`;
  try {
    return spawn('dockerd', args, { detached: true, env: { ...env, PATH: path }, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

async function untilItAnswers(host: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    const version = await engineVersion(host, env);
    if (version !== undefined) return version;
    await pause(LOOK_EVERY_MILLISECONDS, undefined, { signal });
  }
}

function failure(logFile: string): (how: string) => never {
  return (how) => {
    const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
    throw new UserError(`dockerd cannot be started here: ${how}. The end of ${logFile}:\n${tail}`);
  };
}
