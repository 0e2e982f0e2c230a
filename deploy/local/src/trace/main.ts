/** `npm run trace`: draws a trace in the terminal. */
import type { Trace } from '@cortex/telemetry/testing';
import { misused, readArguments } from '../console/command-line.ts';
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { urlInRunningStack } from '../state/running-stack.ts';
import { latestTrace, traceById } from './find-trace.ts';
import { printTrace } from './print-trace.ts';

const USAGE = `Usage: npm run trace -- [<trace id> | --latest] [--json]

  <trace id>  32 hexadecimal digits
  --latest    the trace of core-api that began last (also without any argument)
  --json      print the spans as JSON instead of drawing them
  --help      show this

Asks the Jaeger of the running stack; CORTEX_JAEGER_URL names another one.`;

const OPTIONS = { latest: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

async function main(): Promise<void> {
  const { id, json, help } = readOptions();
  if (help) return say(USAGE);
  const jaeger = urlInRunningStack('jaeger', { home: readSettings(process.env).home, env: process.env });
  const trace = id === undefined ? await latestTrace(jaeger) : await traceById(jaeger, id);
  if (json) say(JSON.stringify(withoutTree(trace), undefined, 2));
  else printTrace(trace);
}

function readOptions() {
  const { values, positionals } = readArguments({ allowPositionals: true, options: OPTIONS }, USAGE);
  const { latest = false, json = false, help = false } = values;
  const [id, ...more] = positionals.map((one) => one.toLowerCase());
  if (more.length > 0 || (latest && id !== undefined)) throw misused('Expected one trace.', USAGE);
  if (id !== undefined && !/^[0-9a-f]{32}$/.test(id)) throw misused(`"${id}" is no trace id.`, USAGE);
  return { id, json, help };
}

/** The spans name their parents; nested as well, each would come as often as it is deep. */
function withoutTree({ traceId, spans }: Trace) {
  return { traceId, spans: spans.map(({ children: _, ...span }) => span) };
}

outliveConsole();
await exitWith(main());
