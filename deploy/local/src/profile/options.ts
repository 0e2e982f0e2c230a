import { resolve } from 'node:path';
import type { TypeName } from '@cortex/console/backends';
import { misused, readArguments, readSeconds, readService } from '../console/command-line.ts';

const TYPES: readonly TypeName[] = ['cpu', 'heap', 'alloc', 'wall'];

export interface ProfileOptions {
  service: string;
  type: TypeName;
  seconds: number;
  /** 32 hex digits: only the samples of this trace. */
  traceId: string | undefined;
  /** The absolute path of the output folder. */
  folder: string;
}

const LONGEST_SECONDS = 3600;

const OPTIONS = {
  seconds: { type: 'string', default: '10' },
  type: { type: 'string', default: 'cpu' },
  trace: { type: 'string' },
  out: { type: 'string', default: '.' },
  help: { type: 'boolean' },
} as const;

/** The folder in which npm was called; npm runs scripts in the repository's folder. */
const calledFrom = process.env.INIT_CWD ?? '.';

export const USAGE = `Usage: npm run profile -- <service> [<option> ...]

Writes what a running service spends its time or memory on, as a file for pprof or speedscope (.pb.gz) and as a flame graph to
open in a browser (.html), and prints the top functions. Profiling is always on: the service is not restarted, and only
sends its profiles some times more than it does by itself.

  <service>       core-api, memory-service, cognition-service
  --seconds <n>   how long to watch, default 10
  --type <type>   cpu   time on the CPU (default)
                  wall  time on the event loop, running or held up; waiting for it does not count
                  heap  memory that is in use at this moment, by who allocated it
                  alloc memory that is allocated meanwhile, whether kept or not
  --trace <id>    what is stored of one trace (32 hexadecimal digits), without watching; cpu and wall
  --out <folder>  where to write, default the current folder
  --help          show this

Asks the profile store of the running stack; PYROSCOPE_URL names another one, or a Pyroscope.`;

/** Reads the options; undefined for `--help`. Throws an error that says what was expected. */
export function readOptions(args: string[]): ProfileOptions | undefined {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: OPTIONS }, USAGE);
  if (values.help) return undefined;
  const service = readService(positionals, USAGE);
  const type = TYPES.find((one) => one === values.type);
  if (type === undefined) throw misused(`--type: expected ${TYPES.join(', ')}, got "${values.type}".`, USAGE);
  const traceId = values.trace?.toLowerCase();
  if (traceId !== undefined && !/^[0-9a-f]{32}$/.test(traceId))
    throw misused(`--trace: expected 32 hexadecimal digits, got "${values.trace}".`, USAGE);
  if (traceId !== undefined && (type === 'heap' || type === 'alloc')) {
    throw misused('--trace: expected --type cpu or wall; memory belongs to no trace.', USAGE);
  }
  const seconds = readSeconds(values.seconds, { longest: LONGEST_SECONDS, usage: USAGE });
  return { service, type, traceId, seconds, folder: resolve(calledFrom, values.out) };
}
