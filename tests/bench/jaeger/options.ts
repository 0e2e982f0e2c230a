import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- jaeger [--json] [--inputs=<n>] [--refusals=<n>]

Sends inputs at the guide's 100 a second to a stack of its own, then requests as fast as they are refused: with 401, with 404, and
with 401 in a trace of the sender's. Jaeger runs in a control group with its container's memory limit, if such groups are available.
Exit status 1 when it ends, or takes more than four fifths of the limit besides mapped files; 130 when interrupted.

  --json            prints the figures once more, as JSON on the last line
  --inputs=<n>      inputs to be accepted (default 12000)
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
