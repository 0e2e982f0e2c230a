import { mkdir } from 'node:fs/promises';
import type { EnsureBackendsOptions } from '../types.ts';
import type { BuildContext } from './build-context.ts';
import { defaultCacheDirectory } from './cache-directory.ts';
import { checkMachine } from './check-machine.ts';
import { compileTurns } from './compile-turns.ts';
import { explainSystemFailure } from './system-failure.ts';

/**
 * Runs builds in one context, and resolves to their executables, in order. The first failure ends the others; none of
 * their processes outlives the call.
 */
export async function withBuilds(
  options: EnsureBackendsOptions,
  start: (context: BuildContext) => Promise<string>[],
): Promise<string[]> {
  const { env = process.env, onProgress = () => {} } = options;
  const { cacheDirectory = defaultCacheDirectory(env) } = options;
  const firstFailure = new AbortController();
  const signal = AbortSignal.any([firstFailure.signal, ...(options.signal ? [options.signal] : [])]);
  await makeCache(cacheDirectory);
  const builds = start({
    cacheDirectory,
    env,
    signal,
    report: onProgress,
    checkMachine: once(() => checkMachine({ cacheDirectory, env, signal })),
    compile: compileTurns(),
  });
  for (const build of builds) {
    build.catch((error) => firstFailure.abort(explainSystemFailure(error, cacheDirectory)));
  }
  await Promise.allSettled(builds);
  signal.throwIfAborted();
  return Promise.all(builds);
}

async function makeCache(cacheDirectory: string): Promise<void> {
  try {
    await mkdir(cacheDirectory, { recursive: true });
  } catch (error) {
    throw explainSystemFailure(error, cacheDirectory);
  }
}

function once<Result>(action: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= action();
    return result;
  };
}
