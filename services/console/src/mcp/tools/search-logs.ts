import { z } from 'zod';
import { printable, shortened, shortName } from '../../model/format/text.ts';
import type { LogLine } from '../../questions/explain-trace/evidence.ts';
import { lineOf } from '../../questions/explain-trace/lines.ts';
import { traceId } from '../../questions/known-trace.ts';
import { findLines } from '../../questions/logs/find-lines.ts';
import { pageOf, positionOf } from '../../questions/page.ts';
import { since, timeOf } from '../../questions/times.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { textValues } from '../text-values.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2600;
const LONGEST_MESSAGE = 300;
const LONGEST_VALUE = 120;
const MOST_FIELD_BYTES = 800;
/** Fields that every line of a process has, or that are elsewhere in the answer. */
const LEFT_OUT =
  /^(_stream|_stream_id|trace_id|trace_flags|flags|service\.|telemetry\.|process\.|host\.|os\.|severity|scope\.|scope_|deployment\.|otel\.)/;

export const searchLogsTool = defineTool({
  name: 'search_logs',
  title: 'Search logs',
  description:
    'Log lines, the newest first: of a trace, a service, at warning and above, with a phrase, or by LogsQL. Each has its trace id, for explain_trace.',
  input: z.strictObject({
    trace_id: traceId.optional().describe('only lines of this trace'),
    service: z.string().optional().describe('all when left out'),
    text: z.string().optional().describe('a phrase'),
    query: z.string().min(1).optional().describe('LogsQL of VictoriaLogs, in addition, e.g. status:=503'),
    warnings_only: z.boolean().default(false).describe('warning and above'),
    since: since.default('1h'),
    ...pageInput(15, 100),
  }),
  output: z.object({
    lines: z.array(
      z.object({
        time: z.string(),
        service: z.string(),
        severity: z.string(),
        message: z.string(),
        traceId: z.string().optional(),
        spanId: z.string().optional(),
        fields: z.record(z.string(), z.string()),
      }),
    ),
    ...pageOutput,
  }),
  answer: async ({ trace_id, warnings_only, since: from, limit, cursor, ...asked }, { backends, links }) => {
    const level = warnings_only ? 'warn' : undefined;
    const question = { ...asked, traceId: trace_id, level, begin: timeOf(from) } as const;
    const found = await findLines(backends.logs, question, positionOf(cursor) + limit + 1);
    const all = found.map((line) => ({
      time: line.time,
      service: shortName(line.service),
      severity: shortName(line.severity),
      message: shortened(printable(line.message), LONGEST_MESSAGE),
      ...(line.fields.trace_id && { traceId: shortName(line.fields.trace_id) }),
      ...(line.spanId && { spanId: shortName(line.spanId) }),
      fields: ownFields(line.fields),
    }));
    const { items, ...next } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const given = found.slice(positionOf(cursor)).slice(0, items.length);
    const lines = given.map((line) => (trace_id === undefined ? `${lineOf(line)}${ofTrace(line)}` : lineOf(line)));
    return {
      data: { lines: items, ...next },
      lines: lines.length === 0 ? [`No line matches since ${from}.`] : lines,
      link: trace_id === undefined ? links.traces({ service: asked.service }) : links.trace(trace_id),
    };
  },
});

function ofTrace({ fields: { trace_id } }: LogLine): string {
  return trace_id ? ` (trace ${shortName(trace_id)})` : '';
}

function ownFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(fields).filter(([name]) => !LEFT_OUT.test(name));
  return textValues(Object.fromEntries(own), { longest: LONGEST_VALUE, mostBytes: MOST_FIELD_BYTES });
}
