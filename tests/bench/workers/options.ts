import { readOptions } from '@cortex/local/console';
import { count, positive } from '../command-line/numbers.ts';

const MOST_WORKERS = 64;
const MOST_SECONDS = 600;

const HELP = `Usage: npm run bench -- workers [--json] [--rounds=<n>] [--seconds=<n>] [--workers=<n>,<n>…]

Inputs through all three services, with one and with several worker processes of core-api: how many of them are accepted, and how soon.

  --json           prints the figures once more, as JSON on the last line
  --rounds=<n>     how often each is measured, in turns (default 5)
  --seconds=<n>    how long each of its three measurements takes (default 8)
  --workers=<...>  numbers of workers; ratios are to the first (default 1,2,4)`;

export interface Options {
  json: boolean;
  rounds: number;
  seconds: number;
  workers: number[];
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '8' },
  workers: { type: 'string', default: '1,2,4' },
} as const;

export function readWorkersOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: (values) => ({
      json: values.json,
      rounds: count('rounds', values.rounds),
      seconds: positive('seconds', values.seconds, { most: MOST_SECONDS }),
      workers: numbersOfWorkers(values.workers),
    }),
  });
}

function numbersOfWorkers(text: string): number[] {
  const asked = text.split(',');
  const wrong = asked.find((number) => !/^[1-9]\d?$/.test(number) || Number(number) > MOST_WORKERS);
  if (wrong === undefined) return [...new Set(asked.map(Number))];
  throw new Error(
    `--workers: expected numbers from 1 to ${MOST_WORKERS}, separated by commas, got ${JSON.stringify(wrong)}`,
  );
}
