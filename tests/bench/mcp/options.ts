import { count } from '../command-line/numbers.ts';
import { readOptions } from '../command-line/read-options.ts';

const HELP = `Usage: npm run bench -- mcp [--json] [--rounds=<n>] [--calls=<n>]

CPU time of an in-memory MCP tool call with several instrumentations, relative to the same call without any.

  --json        prints the figures once more, as JSON on the last line
  --rounds=<n>  how often each instrumentation is measured, in a process of its own each time (default 7)
  --calls=<n>   calls per measurement, after as many to warm up (default 20000)`;

interface Options {
  json: boolean;
  rounds: number;
  calls: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '7' },
  calls: { type: 'string', default: '20000' },
} as const;

export function readMcpOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, rounds, calls }) => ({ json, rounds: count('rounds', rounds), calls: count('calls', calls) }),
  });
}
