/** `npm run load` puts load on the services and compares the results with the baselines. */
import { keepLoadResult, readLoadResults } from '@cortex/console/backends';
import { checkResult, isFailure, type LoadResult } from '@cortex/console/model';
import {
  exitWith,
  failIfInterrupted,
  isInterruption,
  listenForInterruption,
  outliveConsole,
  say,
} from '@cortex/local/console';
import { loadFolder, readSettings } from '@cortex/local/settings';
import { buildCheckTool } from '@cortex/local/stack';
import { type LoadOptions, readLoadOptions, USAGE } from './options.ts';
import { figureTable, slowestTable } from './result-tables.ts';
import { runScenario } from './run-scenario.ts';
import { servicesOf } from './scenarios/scenario.ts';
import { openTarget } from './target.ts';

async function main(): Promise<void> {
  const options = readLoadOptions(process.argv.slice(2));
  if (options === undefined) return say(USAGE);
  const { stop } = listenForInterruption(say);
  const result = await measure(options, stop);
  const folder = loadFolder(readSettings(process.env));
  const last = await lastResult(folder, options.name);
  report(result, { last, isFullLength: options.seconds >= options.scenario.defaultSeconds });
  say(`\n${await keepLoadResult(folder, result)}`);
  if (options.json) say(JSON.stringify(result));
}

async function measure({ name, scenario, seconds, urls }: LoadOptions, signal: AbortSignal): Promise<LoadResult> {
  const k6 = await buildCheckTool('k6', signal);
  const plan = scenario.plan(seconds);
  const target = await openTarget(urls, servicesOf(plan));
  const startedAt = new Date().toISOString();
  try {
    const measured = await runScenario({ plan, target, k6, signal, credentials: readCredentials(process.env) });
    return { scenario: name, startedAt, against: target.coreApi, ...measured };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    await target.stop();
  }
}

async function lastResult(folder: string, scenario: string): Promise<LoadResult | undefined> {
  const { runs } = await readLoadResults(folder);
  return runs.find(({ result }) => result.scenario === scenario)?.result;
}

function readCredentials({ CORTEX_LOAD_USERNAME, CORTEX_LOAD_PASSWORD }: NodeJS.ProcessEnv) {
  return {
    username: CORTEX_LOAD_USERNAME || 'user@example.com',
    password: CORTEX_LOAD_PASSWORD || 'password123',
  };
}

interface ReportOptions {
  last: LoadResult | undefined;
  isFullLength: boolean;
}

function report(result: LoadResult, { last, isFullLength }: ReportOptions): void {
  const figures = checkResult(result, last);
  const failures = figures.filter((figure) => isFailure(figure, isFullLength));
  say('');
  for (const line of figureTable(figures)) say(line);
  say('');
  for (const line of slowestTable(result.slowest)) say(line);
  say(
    `\n${figures.length} figures, ${failures.length} of them short of the baselines, not measured or worse than in the last run`,
  );
  if (failures.length > 0) process.exitCode = 1;
}

function sayInterrupted(reason: unknown): never {
  if (isInterruption(reason)) say('The run was interrupted: nothing was judged or kept.');
  return failIfInterrupted(reason);
}

outliveConsole();
await exitWith(main().catch(sayInterrupted));
