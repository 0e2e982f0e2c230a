import { parseArgs } from 'node:util';
import { UserError } from '../user-error.ts';

export interface Wish {
  service: string;
  /** Between the two looks at the heap. */
  seconds: number;
}

const LONGEST_SECONDS = 86_400;

export const USAGE = `Usage: npm run heapdiff -- <service> [--seconds 30]

Says which constructors have more objects on the heap of a running service than a while before: what a leak is made of.

  <service>      core-api, memory-service, cognition-service
  --seconds <n>  how long to wait between the two looks, default 30; send the service its usual requests meanwhile
  --help         show this

What it costs: at each look the service collects garbage and writes its heap down. It stands still for that time, about a second
for each 50 MB of heap, and needs up to as much memory again. Meanwhile its inspector is open on a free port of loopback,
where any process of this machine could use it; it is closed at the end.`;

/** Undefined when help is asked for. Throws an error that says what was expected. */
export function readWish(args: string[]): Wish | undefined {
  const { values, positionals } = read(args);
  if (values.help) return undefined;
  const [service, ...more] = positionals;
  if (service === undefined || more.length > 0) throw mistake('Expected one service.');
  const seconds = Number(values.seconds);
  if (seconds >= 1 && seconds <= LONGEST_SECONDS) return { service, seconds };
  throw mistake(`--seconds: expected a number from 1 to ${LONGEST_SECONDS}, got "${values.seconds}".`);
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { seconds: { type: 'string', default: '30' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw mistake((error as Error).message);
  }
}

function mistake(message: string): UserError {
  return new UserError(`${message}\n\n${USAGE}`);
}
