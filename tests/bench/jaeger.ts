/**
 * `npm run bench -- jaeger [--json] [--inputs=N] [--refusals=N]`: whether Jaeger stays within the memory limit of its container under the
 * guide's load, and under a flood of refused requests after it.
 */
import { exitWith, failIfInterrupted, listenForInterruption, outliveConsole, say } from '@cortex/local/console';
import { progress } from './command-line/progress.ts';
import { fillJaeger } from './jaeger/fill.ts';
import { readJaegerOptions } from './jaeger/options.ts';
import { isRight, reportLines } from './jaeger/report.ts';

async function main(): Promise<void> {
  const { json, inputs, refusals } = readJaegerOptions(process.argv.slice(2));
  const { stop: signal } = listenForInterruption(say);
  const shown = progress(process.stdout);
  const filled = await fillJaeger({ inputs, refusals, signal, onProgress: shown.show }).finally(shown.end);
  for (const line of reportLines(filled)) say(line);
  if (json) say(JSON.stringify(filled));
  if (!isRight(filled)) process.exitCode = 1;
}

outliveConsole();
await exitWith(main().catch(failIfInterrupted));
