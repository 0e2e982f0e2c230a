import { readOptions } from '@cortex/local/console';
import { count, positive } from '../command-line/numbers.ts';
import { MODES, type ModeName } from './modes.ts';

const NAMES = Object.keys(MODES) as ModeName[];
const MOST_SECONDS = 600;
const MOST_PER_SECOND = 10_000;

const HELP = `Usage: npm run bench -- overhead [--json] [--rounds=<n>] [--seconds=<n>] [--rate=<n>] [--modes=<mode>,<mode>…]

CPU time, latency and memory of the same inputs through all three services, with one signal of telemetry after the other.

  --json         prints the figures once more, as JSON on the last line
  --rounds=<n>   how often each mode is measured, in turns (default 5)
  --seconds=<n>  how long a measurement takes (default 5)
  --rate=<n>     inputs a second (default 100, the guide's rate)
  --modes=<...>  ${NAMES.join(', ')}; ratios are to the first (default: all of them)`;

interface Options {
  json: boolean;
  rounds: number;
  /** Inputs a second. */
  rate: number;
  /** Inputs of one measurement. */
  inputs: number;
  modes: ModeName[];
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '5' },
  rate: { type: 'string', default: '100' },
  modes: { type: 'string', default: NAMES.join(',') },
} as const;

export function readOverheadOptions(args: string[]): Options {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: (values) => {
      const rate = positive('rate', values.rate, { most: MOST_PER_SECOND });
      const inputs = Math.max(1, Math.round(rate * positive('seconds', values.seconds, { most: MOST_SECONDS })));
      return { json: values.json, rounds: count('rounds', values.rounds), rate, inputs, modes: modes(values.modes) };
    },
  });
}

function modes(text: string): ModeName[] {
  const asked = text.split(',');
  const unknown = asked.find((name) => !NAMES.includes(name as ModeName));
  if (unknown === undefined) return [...new Set(asked as ModeName[])];
  throw new Error(`--modes: expected some of ${NAMES.join(', ')}, separated by commas, got ${JSON.stringify(unknown)}`);
}
