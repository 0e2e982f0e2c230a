/**
 * `npm run bench -- console [--json] [--rounds=N] [--spans=N] [--seed=N] [--live-minutes=N] [--jaeger-ui=FOLDER]`: the cost of the console's page in a real Chromium: bytes and
 * time until it shows data, large traces, and the memory and idle CPU of the console itself.
 */
import { exitWith, failIfInterrupted, listenForInterruption, outliveConsole, say } from '@cortex/local/console';
import { progress } from './command-line/progress.ts';
import { measureConsole } from './console/measure.ts';
import { readConsoleOptions } from './console/options.ts';
import { figuresOf, reportLines } from './console/report.ts';

async function main(): Promise<void> {
  const { json, ...options } = readConsoleOptions(process.argv.slice(2));
  const { stop: signal } = listenForInterruption(say);
  const shown = progress(process.stdout);
  const measured = await measureConsole({ ...options, signal, onProgress: shown.show }).finally(shown.end);
  for (const line of reportLines(measured)) say(line);
  if (json) say(JSON.stringify(figuresOf(measured)));
}

outliveConsole();
await exitWith(main().catch(failIfInterrupted));
