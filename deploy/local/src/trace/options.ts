import { misused, readArguments } from '../console/command-line.ts';

export const USAGE = `Usage: npm run trace -- [<trace id> | <input id> | --latest] [--all] [--json]

  <trace id>  32 hexadecimal digits, or 16 of a trace with an id of 64 bits
  <input id>  as POST /input answered it
  --latest    the trace of core-api that began last (also without any argument)
  --all       draw every span of a large trace
  --json      print the spans as JSON instead of drawing them
  --help      show this

Asks the Jaeger of the running stack, and its Prometheus how much the Collector still holds; CORTEX_JAEGER_URL and
CORTEX_PROMETHEUS_URL name others.`;

const TRACE_ID_DIGITS = 32;
const TRACE_ID = /^([0-9a-f]{16}){1,2}$/;
/** As core-api makes them: a UUID. */
const INPUT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const OPTIONS = {
  latest: { type: 'boolean' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export interface TraceOptions {
  /** A trace id of 32 digits, or the id of an input; undefined for the latest trace. */
  id: string | undefined;
  all: boolean;
  json: boolean;
  help: boolean;
}

/** @throws {UserError} with the usage */
export function readOptions(): TraceOptions {
  const { values, positionals } = readArguments({ allowPositionals: true, options: OPTIONS }, USAGE);
  const { latest = false, all = false, json = false, help = false } = values;
  const [id, ...more] = positionals.map((one) => one.toLowerCase());
  if (more.length > 0 || (latest && id !== undefined)) throw misused('Expected one trace.', USAGE);
  if (id !== undefined && !TRACE_ID.test(id) && !INPUT_ID.test(id)) {
    throw misused(`"${id}" is neither a trace id nor the id of an input.`, USAGE);
  }
  return { id: id?.padStart(TRACE_ID_DIGITS, '0'), all, json, help };
}

export function isInputId(id: string): boolean {
  return INPUT_ID.test(id);
}
