import { BackendError, notSearchedText } from '@cortex/console/questions';
import type { Trace } from '@cortex/trace-testing';
import { say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { knownUrl, urlInRunningStack } from '../state/running-stack.ts';
import { UserError } from '../user-error.ts';
import { backendsOf } from './backends.ts';
import { backlog } from './backlog.ts';
import { explanationOf } from './explanation.ts';
import { type Asked, findTrace, NOTHING_FITS, search } from './find-trace.ts';
import { foundTable } from './found-table.ts';
import { beginOf, JaegerTraces } from './jaeger-traces.ts';
import type { Search, TraceOptions } from './options.ts';
import { printTrace } from './print-trace.ts';
import { duration } from './text.ts';

/** The time after which the waiting user is told that Jaeger is slow. */
const PATIENCE_MILLISECONDS = 3_000;

/**
 * Prints the traces that the options ask for, from the running stack.
 * @throws {UserError} which says what the user can do
 */
export async function answer(options: TraceOptions): Promise<void> {
  const { home, traceRetentionHours: retentionHours } = readSettings(process.env);
  const stack = { home, env: process.env };
  const waiting = backlog(knownUrl('prometheus', stack));
  const traces = new JaegerTraces(urlInRunningStack('jaeger', stack), { retentionHours });
  const asked = { traces, backends: backendsOf(stack), waiting };
  const impatient = setTimeout(
    async () => remark('Jaeger has not answered yet.', await waiting),
    PATIENCE_MILLISECONDS,
  );
  const { wanted } = options;
  const answered =
    'search' in wanted && !wanted.isLatest
      ? list(wanted.search, { ...asked, ...options })
      : show({ ...asked, ...options });
  await answered
    .catch(async (error) => {
      const isForUser = error instanceof UserError || error instanceof BackendError;
      throw isForUser ? new UserError(lines(error.message, await waiting)) : error;
    })
    .finally(() => clearTimeout(impatient));
}

/** Prints the traces that a search finds. */
async function list(wanted: Search, { json, ...asked }: Asked & TraceOptions): Promise<void> {
  const { traces, notSearched } = await search(wanted, asked);
  if (notSearched.length > 0) remark(...notSearchedText(notSearched));
  if (json) return say(JSON.stringify(traces, undefined, 2));
  if (traces.length === 0) throw new UserError(NOTHING_FITS);
  for (const line of foundTable(traces)) say(line);
}

async function show({ wanted, explain, json, ...options }: Asked & TraceOptions): Promise<void> {
  const trace = await findTrace(wanted, options);
  const explanation = explain ? await explanationOf(trace, options.backends) : undefined;
  if (json) return say(JSON.stringify({ ...withoutTree(trace), explanation }, undefined, 2));
  if (explanation !== undefined) say(`${explanation.join('\n')}\n`);
  printTrace(trace, options);
  if ('latest' in wanted) remark(ageOf(trace), await options.waiting);
}

/** The trace without the children of its spans. The spans name their parents; nested as well, each would be repeated once per level of its depth. */
function withoutTree({ traceId, spans }: Trace) {
  return { traceId, spans: spans.map(({ children: _, ...span }) => span) };
}

function ageOf(trace: Trace): string {
  return `The newest trace in Jaeger began ${duration(Math.max(0, Date.now() * 1000 - beginOf(trace)))} ago.`;
}

/** Writes sentences to standard error, because another program may read the trace from standard output. */
function remark(...sentences: (string | undefined)[]): void {
  process.stderr.write(`${lines(...sentences)}\n`);
}

function lines(...sentences: (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join('\n');
}
