import { z } from 'zod';
import { duration } from '../../model/text.ts';
import { clean } from '../../questions/explain-trace/say.ts';
import { findTraces } from '../../questions/find-traces.ts';
import { pageOf } from '../../questions/page.ts';
import { iso, since, timeOf } from '../../questions/times.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2400;

const found = z.object({
  traceId: z.string(),
  request: z.string().describe('service and name of the root'),
  begin: z.string(),
  milliseconds: z.number(),
  spans: z.number(),
  failed: z.boolean(),
  failures: z.number().optional().describe('spans that failed'),
  errorType: z.string().optional(),
  link: z.string(),
});

type Found = z.output<typeof found>;

export const findTracesTool = defineTool({
  name: 'find_traces',
  title: 'Find traces',
  description:
    'Finds requests by service, operation, MCP tool, attributes, duration, failure and time; the slowest first unless order says newest. Also says which attribute values the slow or failed ones have in common and the others have not. Give a trace id to explain_trace.',
  input: z.object({
    service: z.string().optional().describe('all when left out'),
    operation: z.string().optional().describe('name of a span, e.g. "POST /input"; needs service'),
    tool: z.string().optional().describe('name of an MCP tool'),
    attributes: z
      .record(z.string(), z.string())
      .optional()
      .describe('all of these on one span, e.g. {"http.response.status_code": "503"}'),
    min_ms: z.number().positive().optional(),
    max_ms: z.number().positive().optional(),
    failed_only: z.boolean().default(false),
    since: since.default('1h'),
    order: z.enum(['slowest', 'newest']).default('slowest'),
    limit: z.number().int().min(1).max(50).default(10),
    cursor: z.string().optional(),
  }),
  output: z.object({
    traces: z.array(found),
    found: z.number().describe('how many fit among those looked through'),
    inCommon: z
      .array(z.object({ attribute: z.string(), value: z.string(), chosen: z.number(), others: z.number() }))
      .describe('of the slow or failed ones: traces with the value among them, and among the others'),
    nextCursor: z.string().optional(),
  }),
  answer: async ({ min_ms, max_ms, failed_only, since: from, limit, cursor, ...asked }, { backends, links }) => {
    const now = Date.now();
    const { traces, inCommon } = await findTraces(backends.jaeger, {
      ...asked,
      minMilliseconds: min_ms,
      maxMilliseconds: max_ms,
      failedOnly: failed_only,
      begin: timeOf(from, now) * 1000,
      end: now * 1000,
    });
    const all = traces.map(
      ({ traceId, service, operation, begin, milliseconds, spans, failed, failures, errorType }) => ({
        traceId,
        request: `${clean(service)} ${clean(operation)}`,
        begin: iso(begin),
        milliseconds,
        spans,
        failed,
        ...(failures > 0 && { failures }),
        ...(errorType !== undefined && { errorType: clean(errorType) }),
        link: links.trace(traceId),
      }),
    );
    const { items, nextCursor } = pageOf<Found>(all, { cursor, limit, mostBytes: MOST_BYTES });
    const common = inCommon.map((one) => ({ ...one, attribute: clean(one.attribute), value: clean(one.value) }));
    return {
      data: { traces: items, found: all.length, inCommon: common, ...(nextCursor !== undefined && { nextCursor }) },
      text: textOf(items, { count: all.length, from }),
    };
  },
});

const MOST_LINES = 10;

function textOf(items: readonly Found[], { count, from }: { count: number; from: string }): string {
  if (items.length === 0)
    return `No trace fits since ${from}. Ask with a longer time, or without a condition; list_operations says what there is.`;
  const lines = items
    .slice(0, MOST_LINES)
    .map(
      ({ traceId, request, milliseconds, failed }) =>
        `${traceId} ${duration(milliseconds)}${failed ? ' FAILED' : ''} ${request}`,
    );
  return [`${count} fit; the first ${lines.length}:`, ...lines].join('\n');
}
