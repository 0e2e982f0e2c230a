import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildContext } from './build/buildContext.ts';
import { defaultCacheDirectory } from './build/cacheDirectory.ts';
import { checkMachine } from './build/checkMachine.ts';
import { generateCollectorSources } from './build/collectorSources.ts';
import { compileTurns } from './build/compileTurns.ts';
import { ensureTool } from './build/ensureTool.ts';
import { collectorRecipe, jaegerRecipe, ocbRecipe, prometheusRecipe, victoriaLogsRecipe } from './build/recipes.ts';
import { explainSystemFailure } from './build/systemFailure.ts';
import type { BackendBinaries, EnsureBackendsOptions } from './types.ts';

/**
 * Answers where the backends' executables are, building those that the cache does not have.
 * Rejects with a `BackendError` that names the remedy, or with the signal's reason.
 */
export async function ensureBackends(options: EnsureBackendsOptions = {}): Promise<BackendBinaries> {
  const { env = process.env, onProgress = () => {} } = options;
  const { cacheDirectory = defaultCacheDirectory(env) } = options;
  const firstFailure = new AbortController();
  const signal = AbortSignal.any([firstFailure.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    await mkdir(cacheDirectory, { recursive: true });
  } catch (error) {
    throw explainSystemFailure(error, cacheDirectory);
  }
  let machine: Promise<void> | undefined;
  const builds = startBuilds({
    cacheDirectory,
    env,
    signal,
    report: onProgress,
    checkMachine: () => (machine ??= checkMachine({ cacheDirectory, env, signal })),
    compile: compileTurns(),
  });
  for (const build of builds) {
    build.catch((error) => firstFailure.abort(explainSystemFailure(error, cacheDirectory)));
  }
  // All of them, so that no Go process outlives this call.
  await Promise.allSettled(builds);
  signal.throwIfAborted();
  return binariesIn(await Promise.all(builds));
}

type Four<Item> = [collector: Item, jaeger: Item, prometheus: Item, victoriaLogs: Item];

function startBuilds(context: BuildContext): Four<Promise<string>> {
  return [
    ensureCollector(context),
    ensureTool({ recipe: jaegerRecipe(), context }),
    ensureTool({ recipe: prometheusRecipe(), context }),
    ensureTool({ recipe: victoriaLogsRecipe(), context }),
  ];
}

function ensureCollector(context: BuildContext): Promise<string> {
  return ensureTool({
    recipe: collectorRecipe(),
    context,
    makeSources: async ({ workspace, logFile }) => {
      const { env, signal } = context;
      const ocb = join(await ensureTool({ recipe: ocbRecipe(), context }), 'builder');
      return generateCollectorSources({ ocb, workspace, logFile, env, signal });
    },
  });
}

function binariesIn([collector, jaeger, prometheus, victoriaLogs]: Four<string>): BackendBinaries {
  return {
    collector: join(collector, 'collector'),
    jaeger: join(jaeger, 'jaeger'),
    prometheus: join(prometheus, 'prometheus'),
    promtool: join(prometheus, 'promtool'),
    victoriaLogs: join(victoriaLogs, 'victoria-logs'),
  };
}
