import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- console [--json] [--rounds=<n>] [--spans=<n>] [--seed=<n>]

Opens the console of a stack of its own in a headless Chromium: the overview with an empty cache, then two traces that it sends to the
Collector, of 10,000 spans and of more. Prints each figure beside its goal; goals that are not met do not change the exit status, as
times are the machine's. Exit status 130 when interrupted.

  --json        prints the figures once more, as JSON on the last line
  --rounds=<n>  how often the overview and the smaller trace are opened; the figures are medians (default 5)
  --spans=<n>   spans of the larger trace, the "trace100k" of the figures (default 100000)
  --seed=<n>    of what is random in the traces (default 1)`;

export interface ConsoleOptions {
  json: boolean;
  rounds: number;
  spans: number;
  seed: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  spans: { type: 'string', default: '100000' },
  seed: { type: 'string', default: '1' },
} as const;

export function readConsoleOptions(args: string[]): ConsoleOptions {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, rounds, spans, seed }) => ({
      json,
      rounds: count('rounds', rounds),
      spans: count('spans', spans),
      seed: count('seed', seed),
    }),
  });
}
