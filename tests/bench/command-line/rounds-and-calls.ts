import { readOptions } from '@cortex/local/console';
import { count } from './numbers.ts';

interface RoundsAndCalls {
  json: boolean;
  rounds: number;
  calls: number;
}

interface Defaults {
  help: string;
  rounds: string;
  calls: string;
}

/** Reads the options of a bench that measures a number of calls in a number of rounds. Ends the process as `readOptions` does. */
export function readRoundsAndCalls(args: string[], { help, ...defaults }: Defaults): RoundsAndCalls {
  return readOptions({
    args,
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: defaults.rounds },
      calls: { type: 'string', default: defaults.calls },
    },
    help,
    read: ({ json, rounds, calls }) => ({ json, rounds: count('rounds', rounds), calls: count('calls', calls) }),
  });
}
