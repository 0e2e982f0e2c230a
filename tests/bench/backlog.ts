/**
 * `npm run bench -- backlog [--json] [--spans=N] [--backends=…]`: whether a backlog in the Collector's queues drains into a slow
 * backend completely, without duplicates and within the backend's memory limit. Each backend in turn is paused until the backlog
 * waits, and is then slowed in two ways, each in a stack of its own.
 */
import { exitWith, failIfInterrupted, listenForInterruption, outliveConsole, say } from '@cortex/local/console';
import { type Drained, drain } from './backlog/drain.ts';
import { readBacklogOptions } from './backlog/options.ts';
import { isRight, lineOf } from './backlog/report.ts';
import { SLOWNESS, type SlownessName } from './backlog/slowness.ts';

async function main(): Promise<void> {
  const { json, spans, backlogs } = readBacklogOptions(process.argv.slice(2));
  const { stop: signal } = listenForInterruption(say);
  const results: Drained[] = [];
  for (const backlog of backlogs) {
    for (const slowness of Object.keys(SLOWNESS) as SlownessName[]) {
      signal.throwIfAborted();
      const drained = await drain({ backlog, items: backlog.itemsFor(spans), slowness, signal });
      say(lineOf(drained));
      results.push(drained);
    }
  }
  if (json) say(JSON.stringify({ backlogs: results }));
  if (!results.every(isRight)) process.exitCode = 1;
}

outliveConsole();
await exitWith(main().catch(failIfInterrupted));
