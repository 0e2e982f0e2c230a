import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- startup [--json] [--skip-cold] [--rounds=<n>]

How long the stack takes to start, what --import costs an empty program, how long a trace takes to reach Jaeger, and how much memory each process holds.

  --json        prints the figures once more, as JSON on the last line
  --skip-cold   leaves out the start that downloads and builds every backend, which takes minutes
  --rounds=<n>  warm starts (default 5)`;

interface Options {
  json: boolean;
  skipsCold: boolean;
  rounds: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  'skip-cold': { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
} as const;

export function readStartupOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, 'skip-cold': skipsCold, rounds }) => ({ json, skipsCold, rounds: count('rounds', rounds) }),
  });
}
