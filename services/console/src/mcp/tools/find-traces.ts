import { z } from 'zod';
import type { NotSearched } from '../../backends/jaeger/jaeger-client.ts';
import { duration, shortName } from '../../model/format/text.ts';
import { pairsText } from '../../model/search/attribute-pairs.ts';
import { findTraces } from '../../questions/find-traces.ts';
import { notSearchedText } from '../../questions/not-searched-text.ts';
import { pageOf, positionOf } from '../../questions/page.ts';
import { QuestionError } from '../../questions/question-error.ts';
import { iso, since, timeOf } from '../../questions/times.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2400;
const MOST_TIMES = 3;

const found = z.object({
  traceId: z.string(),
  request: z.string().describe('service and name of the root'),
  begin: z.string(),
  milliseconds: z.number(),
  spans: z.number(),
  failed: z.boolean(),
  unreadSpans: z.number().optional().describe('of a very large trace: failures are counted in the other spans only'),
  failures: z.number().optional().describe('spans that failed'),
  errorType: z.string().optional(),
  link: z.string(),
});

type Found = z.output<typeof found>;

interface Conditions {
  min_ms?: number | undefined;
  max_ms?: number | undefined;
  service?: string | undefined;
  operation?: string | undefined;
}

export const findTracesTool = defineTool({
  name: 'find_traces',
  title: 'Find traces',
  description:
    'Finds requests by service, operation, MCP tool, attributes, duration, failure and time; the slowest first unless order says newest. Also reports which attribute values the slow or failed ones share and the others do not. Pass a trace id to explain_trace.',
  input: z.strictObject({
    service: z.string().optional().describe('all when left out'),
    operation: z.string().optional().describe('name of a span, e.g. "POST /input"; needs service'),
    tool: z.string().optional().describe('name of an MCP tool'),
    attributes: z
      .record(z.string(), z.string())
      .optional()
      .describe('all of these on one span, e.g. {"http.response.status_code": "503"}'),
    min_ms: z.number().positive().optional().describe('duration of a span of it'),
    max_ms: z.number().positive().optional().describe('likewise'),
    failed_only: z.boolean().default(false).describe('with a span that failed'),
    since: since.default('1h'),
    order: z.enum(['slowest', 'newest']).default('slowest').describe('what comes first'),
    ...pageInput(10, 50),
  }),
  output: z.object({
    traces: z.array(found),
    notSearched: z
      .array(z.object({ service: z.string(), begin: z.string(), end: z.string() }))
      .optional()
      .describe('times for which Jaeger did not answer in time'),
    found: z.number().describe('how many fit among those looked through'),
    inCommon: z
      .array(z.object({ attribute: z.string(), value: z.string(), chosen: z.number(), others: z.number() }))
      .describe('of the slow or failed ones: traces with the value among them, and among the others'),
    ...pageOutput,
  }),
  answer: async ({ min_ms, max_ms, failed_only, since: from, limit, cursor, ...asked }, { backends, links }) => {
    const to = Date.now();
    const begin = timeOf(from, to);
    refuseContradictions({ ...asked, min_ms, max_ms });
    const { traces, inCommon, notSearched } = await findTraces(backends.jaeger, {
      ...asked,
      minMilliseconds: min_ms,
      maxMilliseconds: max_ms,
      failedOnly: failed_only,
      begin: begin * 1000,
      end: to * 1000,
    });
    const all = traces.map(
      ({ traceId, service, operation, begin, milliseconds, spans, unreadSpans, failed, failures, errorType }) => ({
        traceId,
        request: `${shortName(service)} ${shortName(operation)}`,
        begin: iso(begin),
        milliseconds,
        spans,
        ...(unreadSpans > 0 && { unreadSpans }),
        failed,
        ...(failures > 0 && { failures }),
        ...(errorType !== undefined && { errorType: shortName(errorType) }),
        link: links.trace(traceId),
      }),
    );
    const { items, ...next } = pageOf<Found>(all, { cursor, limit, mostBytes: MOST_BYTES });
    const common = inCommon.map((one) => ({
      ...one,
      attribute: shortName(one.attribute),
      value: shortName(one.value),
    }));
    const { service, operation, tool, attributes = {}, order } = asked;
    return {
      data: { traces: items, found: all.length, ...notSearchedIn(notSearched), inCommon: common, ...next },
      lines: [
        ...notSearchedText(notSearched),
        ...linesOf(items, { count: all.length, before: positionOf(cursor), from }),
      ],
      link: links.traces({
        service,
        operation,
        tool,
        where: pairsText(attributes) || undefined,
        min: min_ms,
        max: max_ms,
        failed: failed_only || undefined,
        order: order === 'newest' ? order : undefined,
        from: begin,
        to,
      }),
    };
  },
});

function notSearchedIn(times: readonly NotSearched[]) {
  if (times.length === 0) return {};
  const shown = times.slice(0, MOST_TIMES);
  return {
    notSearched: shown.map(({ service, begin, end }) => ({
      service: shortName(service),
      begin: iso(begin),
      end: iso(end),
    })),
  };
}

/** Refuses conditions that nothing can meet, or that Jaeger would ignore. */
function refuseContradictions({ min_ms, max_ms, service, operation }: Conditions): void {
  if (min_ms !== undefined && max_ms !== undefined && min_ms > max_ms)
    throw new QuestionError(`min_ms: expected no more than max_ms, got ${min_ms} and ${max_ms}`);
  if (operation !== undefined && service === undefined)
    throw new QuestionError('operation: expected together with the service that it is of');
}

function linesOf(
  items: readonly Found[],
  { count, before, from }: { count: number; before: number; from: string },
): string[] {
  if (items.length === 0)
    return [
      `No trace matches since ${from}. Search a longer time, or drop a condition; list_operations lists what exists.`,
    ];
  const lines = items.map(
    ({ traceId, request, milliseconds, failed }) =>
      `${traceId} ${duration(milliseconds)}${failed ? ' FAILED' : ''} ${request}`,
  );
  const which = before === 0 ? `the first ${lines.length}` : `${before + 1} to ${before + lines.length}`;
  return [`${count} fit; ${which}:`, ...lines];
}
