import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- protocol [--json] [--rounds=<n>]

CPU time and bytes of exporting a span, as JSON and as protobuf.

  --json        prints the figures as JSON, not as a table
  --rounds=<n>  how often each is measured, in turns, in a process of its own each time (default 7)`;

interface Options {
  json: boolean;
  rounds: number;
}

const OPTIONS = { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } } as const;

export function readProtocolOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, rounds }) => ({ json, rounds: count('rounds', rounds) }),
  });
}
