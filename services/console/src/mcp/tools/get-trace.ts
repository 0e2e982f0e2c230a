import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { counted, duration, shortName } from '../../model/format/text.ts';
import { type McpHop, mcpHops } from '../../model/mcp-calls/hops.ts';
import { isFailed } from '../../model/spans/failed.ts';
import { inOrder, type PlacedSpan } from '../../model/spans/in-order.ts';
import { extentOf, selfTimesIn } from '../../model/spans/times.ts';
import { cleaned } from '../../model/trace/clean.ts';
import { timeOnPath } from '../../model/trace/critical-path.ts';
import { pathOfWorks } from '../../model/trace/requests.ts';
import { knownTrace, traceId } from '../../questions/known-trace.ts';
import { type PageOptions, pageOf } from '../../questions/page.ts';
import { QuestionError } from '../../questions/question-error.ts';
import { bothSides, firstSide, mcpCall, toMcpCall } from '../mcp-call.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { detailsOf, spanDetails } from '../span-details.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2600;

const line = z.object({
  id: z.string(),
  depth: z.number(),
  name: z.string(),
  service: z.string(),
  kind: z.string(),
  atMs: z.number().describe('since the begin of the trace'),
  ms: z.number(),
  selfMs: z.number().describe('without its children'),
  pathMs: z.number().optional().describe('on the critical path'),
  failed: z.boolean().optional(),
  mcp: mcpCall.optional().describe('the call that the span begins, or, asked for by span_id, is a side of'),
});

type Line = z.output<typeof line>;

export const getTraceTool = defineTool({
  name: 'get_trace',
  title: 'Get a trace',
  description:
    'The spans of a trace as a tree in reading order (depth says how deep), with duration, own time and time on the critical path, and MCP calls with both sides, attempts and who called. With span_id all attributes, events and links of that span. explain_trace answers sooner why it was slow.',
  input: z.strictObject({
    trace_id: traceId,
    span_id: z.string().optional().describe('details of this span'),
    min_ms: z.number().min(0).default(0).describe('leave out shorter spans'),
    ...pageInput(30, 200),
  }),
  output: z.object({
    traceId: z.string(),
    milliseconds: z.number(),
    spans: z.number(),
    lines: z.array(line),
    span: spanDetails.optional(),
    ...pageOutput,
  }),
  answer: async ({ trace_id, span_id, min_ms, ...page }, { backends, links }) => {
    const { trace } = cleaned(await knownTrace(backends.jaeger, trace_id));
    const { begin, end } = extentOf(trace.spans);
    const placed = inOrder(trace).filter(({ span: { spanId, durationMicroseconds } }) =>
      span_id === undefined ? durationMicroseconds >= min_ms * 1000 : spanId === span_id,
    );
    const [first] = placed;
    if (span_id !== undefined && first === undefined)
      throw new QuestionError(
        `The trace has no span ${shortName(span_id)}. Call get_trace without span_id for all of them.`,
      );
    const toLine = lineMaker(trace, span_id === undefined ? firstSide : bothSides);
    const { lines, ...rest } =
      span_id === undefined || first === undefined
        ? linesIn(placed.map(toLine), page)
        : { lines: [toLine(first)], ...detailsOf(first.span, { begin, ...page }) };
    const milliseconds = (end - begin) / 1000;
    const head = `Trace ${trace.traceId}: ${counted(trace.spans.length, 'span')} in ${duration(milliseconds)}.`;
    return {
      data: { traceId: trace.traceId, milliseconds, spans: trace.spans.length, lines, ...rest },
      lines: [head, ...lines.map(lineText)],
      link: links.trace(trace.traceId, first && span_id),
    };
  },
});

/** @param at returns the spans at which an MCP call is shown */
function lineMaker(trace: Trace, at: (hop: McpHop) => SpanNode[]): (placed: PlacedSpan) => Line {
  const { begin } = extentOf(trace.spans);
  const selfTime = selfTimesIn(trace.spans);
  const onPath = timeOnPath(pathOfWorks(trace));
  const calls = new Map(mcpHops(trace).flatMap((hop) => at(hop).map((span) => [span, hop] as const)));
  return ({ span, depth }) => {
    const [path, call] = [onPath.get(span), calls.get(span)];
    return {
      id: span.spanId,
      depth,
      name: shortName(span.name),
      service: shortName(span.service),
      kind: span.kind,
      atMs: (span.startMicroseconds - begin) / 1000,
      ms: span.durationMicroseconds / 1000,
      selfMs: selfTime(span) / 1000,
      ...(path !== undefined && { pathMs: path / 1000 }),
      ...(isFailed(span) && { failed: true }),
      ...(call !== undefined && { mcp: toMcpCall(call) }),
    };
  };
}

function linesIn(all: readonly Line[], page: Omit<PageOptions, 'mostBytes'>) {
  const { items: lines, ...next } = pageOf(all, { ...page, mostBytes: MOST_BYTES });
  return { lines, ...next };
}

function lineText({ depth, service, name, ms, selfMs, failed, id }: Line): string {
  return `${'  '.repeat(depth)}${service} ${name} ${duration(ms)} (own ${duration(selfMs)})${failed ? ' FAILED' : ''} ${id}`;
}
