import { parseArgs } from 'node:util';

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

/** Ends the process where there is nothing to measure: with 0 after `--help`, with 2 when the options are wrong. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '7' },
        calls: { type: 'string', default: '20000' },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    return { json: values.json, rounds: count('rounds', values.rounds), calls: count('calls', values.calls) };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

function count(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`--${name}: expected a whole number from 1, got ${JSON.stringify(text)}`);
}
