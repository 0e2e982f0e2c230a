import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- jaeger [--json] [--inputs=<n>] [--refusals=<n>]

Sends inputs at the guide's 100 a second to a stack of its own, then requests that are refused as fast as they are: with 401, with 404, and
with 401 in a trace of the sender's. Jaeger runs in a control group with the memory of its container, where there are such groups.
Exit status 1 when it ends, or takes more than four fifths of that beside the files it maps; 130 when interrupted.

  --json            prints the figures once more, as JSON on the last line
  --inputs=<n>      inputs to be taken (default 12000)
  --refusals=<n>    refused requests of each kind (default 20000)`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  inputs: { type: 'string', default: '12000' },
  refusals: { type: 'string', default: '20000' },
} as const;

export function readJaegerOptions(args: string[]): { json: boolean; inputs: number; refusals: number } {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, inputs, refusals }) => ({
      json,
      inputs: count('inputs', inputs),
      refusals: count('refusals', refusals),
    }),
  });
}
