/** `npm run trace`: draws a trace in the terminal. */
import type { Trace } from '@cortex/trace-testing';
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { knownUrl, urlInRunningStack } from '../state/running-stack.ts';
import { UserError } from '../user-error.ts';
import { backlog } from './backlog.ts';
import { beginOf, JaegerTraces } from './jaeger-traces.ts';
import { isInputId, readOptions, type TraceOptions, USAGE } from './options.ts';
import { printTrace } from './print-trace.ts';
import { duration } from './text.ts';

/** After so long the person who waits is told for what. */
const PATIENCE_MILLISECONDS = 3_000;

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return say(USAGE);
  const stack = { home: readSettings(process.env).home, env: process.env };
  const jaeger = urlInRunningStack('jaeger', stack);
  const waiting = backlog(knownUrl('prometheus', stack));
  const impatient = setTimeout(
    async () => remark('Jaeger has not answered yet.', await waiting),
    PATIENCE_MILLISECONDS,
  );
  const trace = await find(new JaegerTraces(jaeger), options)
    .catch(async (error) => {
      throw error instanceof UserError ? new UserError(lines(error.message, await waiting)) : error;
    })
    .finally(() => clearTimeout(impatient));
  if (options.json) say(JSON.stringify(withoutTree(trace), undefined, 2));
  else printTrace(trace, options);
  if (options.id === undefined) remark(ageOf(trace), await waiting);
}

function find(traces: JaegerTraces, { id }: TraceOptions): Promise<Trace> {
  if (id === undefined) return traces.latest();
  return isInputId(id) ? traces.ofInput(id) : traces.byId(id);
}

/** The spans name their parents; nested as well, each would come as often as it is deep. */
function withoutTree({ traceId, spans }: Trace) {
  return { traceId, spans: spans.map(({ children: _, ...span }) => span) };
}

function ageOf(trace: Trace): string {
  return `The newest trace in Jaeger began ${duration(Math.max(0, Date.now() * 1000 - beginOf(trace)))} ago.`;
}

/** Beside the trace, which another program may read. */
function remark(...sentences: (string | undefined)[]): void {
  process.stderr.write(`${lines(...sentences)}\n`);
}

function lines(...sentences: (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join('\n');
}

outliveConsole();
await exitWith(main());
