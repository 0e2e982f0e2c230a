import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '@cortex/local/console';
import { between, count } from '../command-line/numbers.ts';

const MOST_LIVE_MINUTES = 1440;
const HELP = `Usage: npm run bench -- console [--json] [--rounds=<n>] [--spans=<n>] [--seed=<n>]
         [--live-minutes=<n>] [--jaeger-ui=<folder>]

Opens the console of a stack of its own in a headless Chromium: the overview with an empty cache, then two traces that it sends to the
Collector, of 10,000 spans and of more. Prints each figure beside its goal; goals that are not met do not change the exit status, as
times are the machine's. Exit status 130 when interrupted.

  --json               prints the figures once more, as JSON on the last line
  --rounds=<n>         how often the overview and the smaller trace are opened; the figures are medians (default 5)
  --spans=<n>          spans of the larger trace, the "trace100k" of the figures (default 100000)
  --seed=<n>           of what is random in the traces (default 1)
  --live-minutes=<n>   how long the search of traces stays open in live mode while traces come, for the memory that it takes: up to
                       ${MOST_LIVE_MINUTES} (default 0, which leaves it out)
  --jaeger-ui=<folder> a build of jaeger-ui, which opens the smaller trace in turns with the console: "openRatio" is the console's time
                       over its own`;

export interface ConsoleOptions {
  json: boolean;
  rounds: number;
  spans: number;
  seed: number;
  liveMinutes: number;
  /** The folder of a build; undefined to leave it out. */
  jaegerUi: string | undefined;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  spans: { type: 'string', default: '100000' },
  seed: { type: 'string', default: '1' },
  'live-minutes': { type: 'string', default: '0' },
  'jaeger-ui': { type: 'string' },
} as const;

export function readConsoleOptions(args: string[]): ConsoleOptions {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, rounds, spans, seed, 'live-minutes': liveMinutes, 'jaeger-ui': jaegerUi }) => ({
      json,
      rounds: count('rounds', rounds),
      spans: count('spans', spans),
      seed: count('seed', seed),
      liveMinutes: between('live-minutes', liveMinutes, { least: 0, most: MOST_LIVE_MINUTES }),
      jaegerUi: jaegerUi === undefined ? undefined : build('jaeger-ui', jaegerUi),
    }),
  });
}

function build(name: string, folder: string): string {
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new Error(`--${name}: expected the folder of a build, with an index.html, got ${JSON.stringify(folder)}`);
}
