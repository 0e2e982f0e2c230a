/**
 * `npm run bench -- truth [--json] [--requests=N] [--seed=N] [--neighbour]`: whether telemetry reports what happened. Sends a seeded
 * mix of requests, many of them invalid, abandoned or struck by faults, to a stack of its own. Each has a trace id and an
 * expectation; afterwards Jaeger, Prometheus and the log store are queried about each of them.
 */
import { exitWith, listenForInterruption, outliveConsole, say } from '@cortex/local/console';
import { startNeighbour } from '../platform/neighbour.ts';
import { ProcessRunner, TRUSTED_CALLERS } from '../platform/process-runner.ts';
import { progress } from './command-line/progress.ts';
import { sayInterrupted } from './command-line/say-interrupted.ts';
import { readTruthOptions } from './truth/options.ts';
import { figuresOf, isReached, reportLines } from './truth/report.ts';
import { runTruth } from './truth/run-truth.ts';

/** The first start builds the backends. */
const START_TIMEOUT_MILLISECONDS = 40 * 60_000;

async function main(): Promise<void> {
  const { json, requests, seed, neighbour } = readTruthOptions(process.argv.slice(2));
  const { stop: signal } = listenForInterruption(say);
  say(`--seed=${seed} repeats these requests`);
  const processes = await new ProcessRunner({
    env: TRUSTED_CALLERS,
    startTimeoutMilliseconds: START_TIMEOUT_MILLISECONDS,
  }).start();
  const endNeighbour = neighbour ? await startNeighbour() : async () => {};
  const shown = progress(process.stdout);
  try {
    signal.throwIfAborted();
    const { verdicts, mismatches } = await runTruth({ processes, requests, seed, signal, onProgress: shown.show });
    shown.end();
    const figures = figuresOf(verdicts, mismatches);
    for (const line of reportLines(figures, verdicts, mismatches)) say(line);
    if (json) say(JSON.stringify(figures));
    if (!isReached(figures)) process.exitCode = 1;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    shown.end();
    await endNeighbour();
    await processes.stop();
  }
}

outliveConsole();
await exitWith(main().catch(sayInterrupted));
