import { parseArgs } from 'node:util';

const MOST_MINUTES = 24 * 60;

const HELP = `Usage: npm run bench -- profiling [--json] [--minutes=<n>]

CPU time, blocks of the event loop and memory that continuous profiling costs a service under load.

  --json         prints the figures once more, as JSON on the last line
  --minutes=<n>  how long to measure, default 4: half of it, but 5 at most, CPU time and blocks, the rest memory`;

interface Options {
  json: boolean;
  minutes: number;
}

/** Ends the process where there is nothing to measure: with 0 after `--help`, with 2 when the options are wrong. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        minutes: { type: 'string', default: '4' },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    return { json: values.json, minutes: readMinutes(values.minutes) };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (minutes > 0 && minutes <= MOST_MINUTES) return minutes;
  throw new Error(`--minutes: expected a number above 0, at most ${MOST_MINUTES}, got ${JSON.stringify(text)}`);
}
