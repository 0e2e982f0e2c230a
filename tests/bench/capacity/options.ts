import { readOptions } from '@cortex/local/console';
import { count, positive } from '../command-line/numbers.ts';
import { VARIANTS, type VariantName } from './variants.ts';

const NAMES = Object.keys(VARIANTS) as VariantName[];
const MOST_SECONDS = 600;
const MOST_PER_SECOND = 1_000;

const HELP = `Usage: npm run bench -- capacity [--json] [--rounds=<n>] [--seconds=<n>] [--rate=<n>] [--figures=<file>] [--write]

What an input costs at every tier, on stacks of the bench's own that run one after the other: ${NAMES.join(', ')}.
From it, the machines for 1,000, 100,000 and 10,000,000 inputs a second. A round of all takes some six minutes.

  --json            prints the figures once more, as JSON on the last line
  --rounds=<n>      how often each stack is measured, in turns (default 3)
  --seconds=<n>     how long inputs are sent in each measurement (default 30)
  --rate=<n>        inputs a second (default 50)
  --write           stores the figures in tests/bench/capacity/figures.json and writes docs/capacity.md
  --figures=<file>  measures nothing: takes the JSON of an earlier run, such as tests/bench/capacity/figures.json`;

export interface CapacityOptions {
  json: boolean;
  rounds: number;
  seconds: number;
  /** Inputs a second. */
  rate: number;
  write: boolean;
  /** Undefined: the figures are measured. */
  figures: string | undefined;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '30' },
  rate: { type: 'string', default: '50' },
  write: { type: 'boolean', default: false },
  figures: { type: 'string' },
} as const;

export function readCapacityOptions(args: string[]): CapacityOptions {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, rounds, seconds, rate, write, figures }) => ({
      json,
      write,
      figures,
      rounds: count('rounds', rounds),
      seconds: positive('seconds', seconds, { most: MOST_SECONDS }),
      rate: positive('rate', rate, { most: MOST_PER_SECOND }),
    }),
  });
}
