import { readOptions } from '@cortex/local/console';
import { between } from '../command-line/numbers.ts';

/** A shorter run has too few comparisons, and too few samples of memory. */
const LEAST_MINUTES = 2;
const MOST_MINUTES = 24 * 60;

const HELP = `Usage: npm run bench -- profiling [--json] [--minutes=<n>]

CPU time, blocks of the event loop and memory that continuous profiling costs a service under load.

  --json         prints the figures once more, as JSON on the last line
  --minutes=<n>  how long to measure, default 4, at least ${LEAST_MINUTES}: half of it, but 5 at most, CPU time and blocks, the rest memory`;

interface Options {
  json: boolean;
  minutes: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '4' },
} as const;

export function readProfilingOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, minutes }) => ({
      json,
      minutes: between('minutes', minutes, { least: LEAST_MINUTES, most: MOST_MINUTES }),
    }),
  });
}
