import { readRoundsAndCalls } from '../command-line/rounds-and-calls.ts';

const HELP = `Usage: npm run bench -- mcp [--json] [--rounds=<n>] [--calls=<n>]

CPU time of an in-memory MCP tool call with several instrumentations, relative to the same call without any.

  --json        prints the figures once more, as JSON on the last line
  --rounds=<n>  how often each instrumentation is measured, in a process of its own each time (default 7)
  --calls=<n>   calls per measurement, after as many to warm up (default 20000)`;

export function readMcpOptions(args: string[]) {
  return readRoundsAndCalls(args, { help: HELP, rounds: '7', calls: '20000' });
}
