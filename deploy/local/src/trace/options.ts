import { misused, readArguments, readTime } from '../console/command-line.ts';

export const USAGE = `Usage: npm run trace -- [<trace> | <search>] [<option> ...]

A trace:
  <trace id>           32 hexadecimal digits, or 16 of a trace with an id of 64 bits
  <input id>           from the answer of POST /input
  --request-id <id>    from the header X-Request-Id of an answer; the id of an input or an MCP session works too
  --latest             the latest one of core-api (also without any argument), or the latest one that a search finds

A search, which lists the newest traces that match all of:
  --service <name>     with spans of the service
  --operation <name>   with a span of this name; needs --service
  --tool <name>        with a call of the MCP tool
  --attribute <k=v>    with a span that has the attribute; if repeated, with one span that has all of them
  --error              with a span that failed
  --min <time>         that took at least this long, e.g. 200ms or 1.5s
  --since <time>       that began at most this long ago, e.g. 15m or 24h; default: all that Jaeger keeps

Options:
  --explain            first explain why it took so long or failed, as the console does
  --attributes         show all attributes and events of the spans
  --all                draw every span of a large trace
  --json               print the result as JSON; for other programs: npm run trace --json -- …, or with npm run -s,
                       because npm prints two lines of its own before it
  --help               show this

Asks the backends of the running stack. CORTEX_JAEGER_URL and CORTEX_PROMETHEUS_URL name others, and for --explain and
--request-id CORTEX_CONSOLE_PROMETHEUS_URL, CORTEX_CONSOLE_PROFILES_URL and CORTEX_CONSOLE_LOGS_URL.`;

const TRACE_ID_DIGITS = 32;
const TRACE_ID = /^([0-9a-f]{16}){1,2}$/;
/** The id that core-api gives an input: a UUID. */
const INPUT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const OPTIONS = {
  'request-id': { type: 'string' },
  latest: { type: 'boolean' },
  service: { type: 'string' },
  operation: { type: 'string' },
  tool: { type: 'string' },
  attribute: { type: 'string', multiple: true },
  error: { type: 'boolean' },
  min: { type: 'string' },
  since: { type: 'string' },
  explain: { type: 'boolean', default: false },
  attributes: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const;

const SEARCHING = ['service', 'operation', 'tool', 'attribute', 'error', 'min', 'since'] as const;

/** What to search for. A trace must match all of it. */
export interface Search {
  service?: string | undefined;
  operation?: string | undefined;
  tool?: string | undefined;
  attributes: Record<string, string>;
  failedOnly: boolean;
  minMilliseconds?: number | undefined;
  /** The longest time since the beginning of a trace. */
  sinceMilliseconds?: number | undefined;
}

export type Wanted =
  | { traceId: string }
  | { inputId: string }
  | { requestId: string }
  | { search: Search; isLatest: boolean }
  | { latest: true };

export interface TraceOptions {
  wanted: Wanted;
  explain: boolean;
  attributes: boolean;
  all: boolean;
  json: boolean;
}

type Values = ReturnType<typeof readArguments<{ options: typeof OPTIONS }>>['values'];

/** Reads the options of the command line; undefined for `--help`. @throws {UsageError} */
export function readOptions(): TraceOptions | undefined {
  const { values, positionals } = readArguments({ allowPositionals: true, options: OPTIONS }, USAGE);
  if (values.help) return undefined;
  const { explain = false, attributes = false, all = false, json = false } = values;
  return { wanted: wantedOf(values, positionals), explain, attributes, all, json };
}

function wantedOf(values: Values, [id, ...more]: string[]): Wanted {
  const { latest = false, 'request-id': requestId } = values;
  const isSearch = SEARCHING.some((name) => values[name] !== undefined);
  const named = [id !== undefined, requestId !== undefined, latest || isSearch].filter(Boolean).length;
  if (more.length > 0 || named > 1) throw misused('Expected either one trace or a search.', USAGE);
  if (id !== undefined) return byId(id.toLowerCase());
  if (requestId !== undefined) return { requestId };
  return isSearch ? { search: searchOf(values), isLatest: latest } : { latest: true };
}

function byId(id: string): Wanted {
  if (INPUT_ID.test(id)) return { inputId: id };
  if (TRACE_ID.test(id)) return { traceId: id.padStart(TRACE_ID_DIGITS, '0') };
  throw misused(`"${id}" is neither a trace id nor the id of an input.`, USAGE);
}

function searchOf({ service, operation, tool, attribute = [], error = false, min, since }: Values): Search {
  if (operation !== undefined && service === undefined) throw misused('--operation needs --service.', USAGE);
  return {
    service,
    operation,
    tool,
    attributes: Object.fromEntries(attribute.map(readPair)),
    failedOnly: error,
    minMilliseconds: min === undefined ? undefined : readTime('--min', min, USAGE),
    sinceMilliseconds: since === undefined ? undefined : readTime('--since', since, USAGE),
  };
}

function readPair(text: string): [string, string] {
  const end = text.indexOf('=');
  if (end > 0) return [text.slice(0, end), text.slice(end + 1)];
  throw misused(`--attribute: expected a name and a value such as http.route=/input, got "${text}".`, USAGE);
}
