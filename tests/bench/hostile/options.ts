import { readOptions } from '@cortex/local/console';
import { between, count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- hostile [--json] [--inputs=<n>] [--minutes=<n>] [--seed=<n>]

Sends seeded malformed inputs to every port of a stack of its own, while a user sends ordinary ones from another
address. Exit status 1 when a process ended, a service failed (5xx, except 501, 505, and 503 with Retry-After), an ordinary
input was not answered, not all inputs were sent in time, or a process still holds, after 35 minutes at rest, over 10 % more
memory than after the first 5 % of the inputs; 130 when interrupted.

  --json         prints the figures once more, as JSON on the last line
  --inputs=<n>   malformed inputs to send (default 1000000)
  --minutes=<n>  stops sending after so long (default 40)
  --seed=<n>     repeats the inputs of an earlier run, which printed it (default: a new one)`;

export interface HostileOptions {
  json: boolean;
  inputs: number;
  minutes: number;
  seed: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  inputs: { type: 'string', default: '1000000' },
  minutes: { type: 'string', default: '40' },
  seed: { type: 'string' },
} as const;

export function readHostileOptions(args: string[]): HostileOptions {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, inputs, minutes, seed }) => ({
      json,
      inputs: count('inputs', inputs),
      minutes: between('minutes', minutes, { least: 1, most: 1440 }),
      seed: seed === undefined ? Math.floor(Math.random() * 1e9) + 1 : count('seed', seed),
    }),
  });
}
