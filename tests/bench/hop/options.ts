import { count } from '../command-line/numbers.ts';
import { readOptions } from '../command-line/read-options.ts';

const HELP = `Usage: npm run bench -- hop [--json] [--rounds=<n>] [--calls=<n>]

CPU time of a tools/call over HTTP, by our transports and the SDK's, without and with telemetry, relative to a bare JSON POST.

  --json        prints the figures once more, as JSON on the last line
  --rounds=<n>  how often each is measured, in turns (default 15)
  --calls=<n>   calls per measurement (default 2000)`;

interface Options {
  json: boolean;
  rounds: number;
  calls: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '15' },
  calls: { type: 'string', default: '2000' },
} as const;

export function readHopOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, rounds, calls }) => ({ json, rounds: count('rounds', rounds), calls: count('calls', calls) }),
  });
}
