import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { BuildContext } from './build-context.ts';
import { buildFailure, isNetworkFailure } from './build-failure.ts';
import type { BuildProgress } from './build-progress.ts';
import { buildFlags, type Recipe } from './recipe.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const downloadAttempts = 3;
const downloadPauseMilliseconds = 1500;

export interface GoBuildOptions {
  recipe: Recipe;
  /** The directory of the module whose commands are built. */
  sources: string;
  /** The directory for the executable. */
  output: string;
  /** The directory for Go's temporary files. */
  temporary: string;
  log: Writable;
  logFile: string;
  progress: BuildProgress;
  context: BuildContext;
}

/** Downloads a tool's modules, then compiles it. */
export async function goBuild(options: GoBuildOptions): Promise<void> {
  const stalePackages = await download(options);
  await options.context.compile(() => compile(options, stalePackages));
}

/** Lists the packages, which makes Go fetch only the modules that they come from. @returns how many packages are to be compiled */
async function download(options: GoBuildOptions): Promise<number> {
  const { progress, context } = options;
  progress.enter('download');
  for (let attempt = 1; ; attempt++) {
    const result = await runGo(options, {
      args: ['list', '-deps', '-f', '{{if .Stale}}{{.ImportPath}}{{end}}'],
      onErrorLine: (line) => line.startsWith('go: downloading ') && progress.step(),
    });
    if (result.code === 0) return result.stdout.filter((line) => line !== '').length;
    if (attempt === downloadAttempts || !isNetworkFailure(result.stderr)) throw failure(options, result);
    await delay(downloadPauseMilliseconds, undefined, { signal: context.signal });
  }
}

async function compile(options: GoBuildOptions, packages: number): Promise<void> {
  const { output, progress } = options;
  progress.enter('compile', packages);
  const result = await runGo(options, {
    args: ['build', '-v', '-o', `${output}/`],
    onErrorLine: (line) => isImportPath(line) && progress.step(),
  });
  if (result.code !== 0) throw failure(options, result);
}

function isImportPath(line: string): boolean {
  return /^[^#\s]\S*$/.test(line);
}

interface GoCall {
  args: string[];
  onErrorLine: (line: string) => void;
}

function runGo(options: GoBuildOptions, { args, onErrorLine }: GoCall): Promise<CommandResult> {
  const { recipe, sources, temporary, log, context } = options;
  const tags = recipe.tags.length > 0 ? [`-tags=${recipe.tags.join(',')}`] : [];
  return runCommand({
    command: 'go',
    args: [...args, ...buildFlags(recipe), ...tags, recipe.package],
    cwd: sources,
    env: goEnvironment(context.env, temporary),
    signal: context.signal,
    log,
    onErrorLine,
  });
}

/** Go's environment. It keeps the user's caches and proxy, and sets only what would change the result. */
function goEnvironment(env: NodeJS.ProcessEnv, temporary: string): NodeJS.ProcessEnv {
  return { ...env, CGO_ENABLED: '0', GOOS: '', GOARCH: '', GOWORK: 'off', GOTMPDIR: temporary };
}

function failure({ recipe, logFile }: GoBuildOptions, { stderr }: CommandResult): Error {
  return buildFailure({ tool: recipe.tool, lines: stderr.filter((line) => !isNoise(line)), logFile });
}

function isNoise(line: string): boolean {
  return line.startsWith('go: downloading ') || isImportPath(line);
}
