import { misused, readArguments, readService, readTime } from '../console/command-line.ts';
import type { Fault } from './fault.ts';

export interface FaultOptions {
  service: string;
  /** What to do. Undefined: only show the faults that are set. */
  action: { set: Fault } | { clear: string | undefined } | undefined;
}

const OPTIONS = {
  tool: { type: 'string' },
  latency: { type: 'string' },
  error: { type: 'string' },
  hang: { type: 'boolean' },
  crash: { type: 'boolean' },
  clear: { type: 'boolean' },
  probability: { type: 'string' },
  for: { type: 'string' },
  help: { type: 'boolean' },
} as const;

export const USAGE = `Usage: npm run fault -- <service> [--tool <name>] [<fault> [--probability <p>] [--for <time>] | --clear]

Injects a fault into a running service, to see how the others react. Without a fault, it shows the faults that are set.

  <service>          core-api, memory-service, cognition-service
  --tool <name>      the tool, resource or route, e.g. store_input, history or /input; default: all of the service

  --latency <time>   delay answers by this time, e.g. 200ms, 1.5s
  --error <status>   answer with an error, e.g. 503
  --hang             do not answer
  --crash            end the process at the next call; it is started again, without its faults (of several
                     workers each ends once, and has its other faults again)

  --probability <p>  affect only this share of the calls, e.g. 0.3; default: 1
  --for <time>       clear it after this time, e.g. 30s, 5m, 1h; default: only with --clear
  --clear            clear all faults of the service, or only that of the tool
  --help             show this

A tool has one fault at a time. The spans of affected calls have the attribute fault.injected.
Services accept faults when CORTEX_FAULTS is on, which npm start sets unless NODE_ENV is production; there they refuse them.`;

const KINDS = ['latency', 'error', 'hang', 'crash'] as const;

/** Reads the options; undefined for `--help`. Throws an error that says what was expected. */
export function readOptions(args: string[]): FaultOptions | undefined {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: OPTIONS }, USAGE);
  if (values.help) return undefined;
  const service = readService(positionals, USAGE);
  const given = [...KINDS, 'clear' as const].filter((name) => values[name] !== undefined);
  if (given.length > 1) throw misused(`Expected one of ${given.map((name) => `--${name}`).join(', ')}.`, USAGE);
  const [name] = given;
  if (name === undefined || name === 'clear') {
    refuseExtras(values, name);
    return { service, action: name && { clear: values.tool } };
  }
  return { service, action: { set: { ...kindOf(name, values), ...commonOf(values) } } };
}

type Values = ReturnType<typeof readArguments<{ options: typeof OPTIONS }>>['values'];

function kindOf(kind: (typeof KINDS)[number], { latency = '', error = '' }: Values) {
  if (kind === 'latency') return { kind, milliseconds: readTime('--latency', latency, USAGE) };
  if (kind !== 'error') return { kind };
  const status = Number(error);
  if (Number.isInteger(status) && status >= 400 && status <= 599) return { kind, status };
  throw misused(`--error: expected a status from 400 to 599, got "${error}".`, USAGE);
}

function commonOf({ tool, probability = '1', for: time }: Values) {
  const part = Number(probability);
  if (!(part > 0 && part <= 1))
    throw misused(`--probability: expected a number above 0 and up to 1, got "${probability}".`, USAGE);
  return {
    probability: part,
    ...(tool !== undefined && { tool }),
    ...(time !== undefined && { seconds: readTime('--for', time, USAGE) / 1_000 }),
  };
}

/** Refuses options that describe a fault when none is given. */
function refuseExtras({ probability, for: time, tool }: Values, name: 'clear' | undefined): void {
  if (probability !== undefined || time !== undefined || (tool !== undefined && name === undefined)) {
    throw misused('Expected a fault: --latency, --error, --hang or --crash.', USAGE);
  }
}
