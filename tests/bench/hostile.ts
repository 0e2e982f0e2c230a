/**
 * `npm run bench -- hostile [--json] [--inputs=N] [--minutes=N] [--seed=N]`: the effect of a million malformed inputs on the platform.
 * They are sent to every port of a stack of its own, while a user sends ordinary inputs.
 */
import { exitWith, listenForInterruption, outliveConsole, say } from '@cortex/local/console';
import { ProcessRunner } from '../platform/process-runner.ts';
import { progress } from './command-line/progress.ts';
import { sayInterrupted } from './command-line/say-interrupted.ts';
import { writeUsersFile } from './hostile/attacker.ts';
import { type HostileOptions, readHostileOptions } from './hostile/options.ts';
import { figuresOf, isReached, reportLines } from './hostile/report.ts';
import { runHostile } from './hostile/run-hostile.ts';

/** The first start builds the backends. */
const START_TIMEOUT_MILLISECONDS = 40 * 60_000;
const MINUTE_MILLISECONDS = 60_000;

async function main(): Promise<void> {
  const options = readHostileOptions(process.argv.slice(2));
  const { stop: signal } = listenForInterruption(say);
  say(`--seed=${options.seed} repeats these inputs`);
  const users = await writeUsersFile();
  try {
    await attack(options, { CORTEX_USERS_FILE: users.file }, signal);
  } finally {
    await users.remove();
  }
}

async function attack(
  { json, inputs, minutes, seed }: HostileOptions,
  env: Record<string, string>,
  signal: AbortSignal,
) {
  const processes = await new ProcessRunner({
    env,
    startTimeoutMilliseconds: START_TIMEOUT_MILLISECONDS,
    signal,
  }).start();
  const shown = progress(process.stdout);
  try {
    const outcome = await runHostile({
      processes,
      inputs,
      seed,
      signal,
      timeIsUp: AbortSignal.timeout(minutes * MINUTE_MILLISECONDS),
      onProgress: shown.show,
    });
    shown.end();
    const figures = figuresOf(outcome);
    for (const line of reportLines(figures, outcome)) say(line);
    if (json) say(JSON.stringify(figures));
    if (!isReached(figures, outcome, inputs)) process.exitCode = 1;
  } finally {
    shown.end();
    await processes.stop();
  }
}

outliveConsole();
await exitWith(main().catch(sayInterrupted));
