import { misused, readArguments } from '../console/command-line.ts';

export const USAGE = `Usage: npm run trace -- [<trace id> | --latest] [--all] [--json]

  <trace id>  32 hexadecimal digits, or 16 of a trace with an id of 64 bits
  --latest    the trace of core-api that began last (also without any argument)
  --all       draw every span of a large trace
  --json      print the spans as JSON instead of drawing them
  --help      show this

Asks the Jaeger of the running stack, and its Prometheus how much the Collector still holds; CORTEX_JAEGER_URL and
CORTEX_PROMETHEUS_URL name others.`;

const OPTIONS = {
  latest: { type: 'boolean' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export interface TraceOptions {
  /** 32 digits; undefined for the latest trace. */
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
  if (id !== undefined && !/^([0-9a-f]{16}){1,2}$/.test(id)) throw misused(`"${id}" is no trace id.`, USAGE);
  return { id: id?.padStart(32, '0'), all, json, help };
}
