import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { BuildContext } from './build-context.ts';
import { BuildProgress } from './build-progress.ts';
import { isCached, publishEntry, removeTree, startEntry } from './cache-entry.ts';
import { cacheKey } from './cache-key.ts';
import { goBuild } from './go-build.ts';
import type { Recipe } from './recipe.ts';
import { takeToolLock } from './tool-lock.ts';

interface SourcesOptions {
  workspace: string;
  logFile: string;
}

export interface EnsureToolOptions {
  recipe: Recipe;
  context: BuildContext;
  /** Generates the sources if they are not the recipe's own module. Resolves to their directory. */
  makeSources?: (options: SourcesOptions) => Promise<string>;
}

/** The path of a tool's executable, which is built first if it is not in the cache. */
export async function ensureTool(options: EnsureToolOptions): Promise<string> {
  const { recipe, context } = options;
  const executable = join(context.cacheDirectory, await cacheKey(recipe), recipe.executable);
  const progress = new BuildProgress(recipe.tool, context.report);
  if (await isCached(executable)) {
    progress.enter('cached');
    return executable;
  }
  try {
    await buildLocked({ ...options, executable, progress });
  } catch (error) {
    progress.enter('failed');
    throw error;
  }
  progress.enter('done');
  return executable;
}

interface MissingTool extends EnsureToolOptions {
  executable: string;
  progress: BuildProgress;
}

async function buildLocked(missing: MissingTool): Promise<void> {
  const { recipe, context, executable, progress } = missing;
  const { cacheDirectory, signal } = context;
  using _lock = await takeToolLock({
    cacheDirectory,
    tool: recipe.tool,
    signal,
    onWait: () => progress.enter('waiting'),
  });
  if (await isCached(executable)) return;
  await context.checkMachine();
  const workspace = await startEntry(cacheDirectory, recipe.tool);
  try {
    await buildIn(workspace, missing);
  } finally {
    await removeTree(workspace);
  }
}

async function buildIn(workspace: string, missing: MissingTool): Promise<void> {
  const { recipe, context, executable, progress, makeSources } = missing;
  const output = join(workspace, 'bin');
  const temporary = join(workspace, 'tmp');
  await Promise.all([mkdir(output), mkdir(temporary)]);
  const logFile = join(context.cacheDirectory, `${recipe.tool}-build.log`);
  const sources = (await makeSources?.({ workspace, logFile })) ?? recipe.moduleDirectory;
  // `finished` reports a full disk later; without a listener until then, the error would end the process.
  const log = createWriteStream(logFile).on('error', () => {});
  try {
    await goBuild({ recipe, sources, output, temporary, log, logFile, progress, context });
  } finally {
    log.end();
    await finished(log);
  }
  await publishEntry({ built: output, executable });
}
