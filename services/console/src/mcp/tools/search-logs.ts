import { z } from 'zod';
import { printable, shortened } from '../../model/text.ts';
import { lineOf } from '../../questions/explain-trace/lines.ts';
import { clean } from '../../questions/explain-trace/say.ts';
import { traceId } from '../../questions/known-trace.ts';
import { pageOf, positionOf } from '../../questions/page.ts';
import { searchLogs } from '../../questions/search-logs.ts';
import { since, timeOf } from '../../questions/times.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2600;
const LONGEST_MESSAGE = 300;
const LONGEST_VALUE = 120;
const MOST_LINES = 4;
/** What every line of a process has, and what stands elsewhere in the answer. */
const LEFT_OUT =
  /^(_stream|_stream_id|trace_id|trace_flags|flags|service\.|telemetry\.|process\.|host\.|os\.|severity|scope\.|scope_|deployment\.|otel\.)/;

export const searchLogsTool = defineTool({
  name: 'search_logs',
  title: 'Search logs',
  description:
    'Log lines, the newest first: of a trace, a service, at warning and above, with a phrase, or by LogsQL. Each has its trace id, for explain_trace.',
  input: z.object({
    trace_id: traceId.optional(),
    service: z.string().optional(),
    text: z.string().optional().describe('a phrase'),
    query: z.string().optional().describe('LogsQL of VictoriaLogs, in addition, e.g. status:=503'),
    warnings_only: z.boolean().default(false).describe('warning and above'),
    since: since.default('1h'),
    limit: z.number().int().min(1).max(100).default(15),
    cursor: z.string().optional(),
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
    nextCursor: z.string().optional(),
  }),
  answer: async ({ trace_id, warnings_only, since: from, limit, cursor, ...asked }, { backends }) => {
    const question = { ...asked, traceId: trace_id, warningsOnly: warnings_only, begin: timeOf(from) };
    const found = await searchLogs(backends.logs, { ...question, most: positionOf(cursor) + limit + 1 });
    const all = found.map((line) => ({
      time: line.time,
      service: clean(line.service),
      severity: clean(line.severity),
      message: shortened(printable(line.message), LONGEST_MESSAGE),
      ...(line.fields.trace_id && { traceId: clean(line.fields.trace_id) }),
      ...(line.spanId && { spanId: clean(line.spanId) }),
      fields: told(line.fields),
    }));
    const { items, nextCursor } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = found.slice(positionOf(cursor)).slice(0, Math.min(items.length, MOST_LINES)).map(lineOf);
    return {
      data: { lines: items, ...(nextCursor !== undefined && { nextCursor }) },
      text: items.length === 0 ? `No line fits since ${from}.` : lines.join('\n'),
    };
  },
});

function told(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !LEFT_OUT.test(name))
      .map(([name, value]) => [clean(name), shortened(printable(value), LONGEST_VALUE)]),
  );
}
