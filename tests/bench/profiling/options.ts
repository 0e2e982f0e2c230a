import { readOptions } from '../command-line/read-options.ts';

const MOST_MINUTES = 24 * 60;

const HELP = `Usage: npm run bench -- profiling [--json] [--minutes=<n>]

CPU time, blocks of the event loop and memory that continuous profiling costs a service under load.

  --json         prints the figures once more, as JSON on the last line
  --minutes=<n>  how long to measure, default 4: half of it, but 5 at most, CPU time and blocks, the rest memory`;

interface Options {
  json: boolean;
  minutes: number;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '4' },
} as const;

export function readProfilingOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, minutes }) => ({ json, minutes: readMinutes(minutes) }),
  });
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (minutes > 0 && minutes <= MOST_MINUTES) return minutes;
  throw new Error(`--minutes: expected a number above 0, at most ${MOST_MINUTES}, got ${JSON.stringify(text)}`);
}
