import type { SpanNode } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { cleaned } from '../../model/clean.ts';
import { criticalPath, timeOnPath } from '../../model/critical-path.ts';
import { isFailed } from '../../model/failed.ts';
import { inOrder, type PlacedSpan } from '../../model/lines.ts';
import { worksOf } from '../../model/requests.ts';
import { extentOf, selfTime } from '../../model/span-times.ts';
import { printable, shortened, textOf } from '../../model/text.ts';
import { clean } from '../../questions/explain-trace/say.ts';
import { knownTrace, traceId } from '../../questions/known-trace.ts';
import { pageOf } from '../../questions/page.ts';
import { QuestionError } from '../../questions/question-error.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2600;
const LONGEST_VALUE = 200;
const MOST_EVENTS = 20;

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
});
const values = z.record(z.string(), z.string());

export const getTraceTool = defineTool({
  name: 'get_trace',
  title: 'Get a trace',
  description:
    'The spans of a trace as a tree in reading order (depth says how deep), with duration, own time and time on the critical path. With span_id all attributes, events and links of that span. explain_trace answers sooner why it was slow.',
  input: z.object({
    trace_id: traceId,
    span_id: z.string().optional().describe('details of this span'),
    min_ms: z.number().min(0).default(0).describe('leave out shorter spans'),
    limit: z.number().int().min(1).max(200).default(30),
    cursor: z.string().optional(),
  }),
  output: z.object({
    traceId: z.string(),
    milliseconds: z.number(),
    spans: z.number(),
    lines: z.array(line),
    span: z
      .object({
        attributes: values,
        resource: values,
        events: z.array(z.object({ name: z.string(), atMs: z.number(), attributes: values })),
        links: z.array(z.object({ traceId: z.string(), spanId: z.string() })),
        statusMessage: z.string().optional(),
      })
      .optional(),
    nextCursor: z.string().optional(),
    link: z.string(),
  }),
  answer: async ({ trace_id, span_id, min_ms, limit, cursor }, { backends, links }) => {
    const { trace } = cleaned(await knownTrace(backends.jaeger, trace_id));
    const { begin, end } = extentOf(trace.spans);
    const onPath = timeOnPath(worksOf(trace).flatMap(({ root }) => criticalPath(root)));
    const placed = inOrder(trace).filter(({ span }) => span.durationMicroseconds >= min_ms * 1000);
    const chosen = span_id === undefined ? placed : placed.filter(({ span }) => span.spanId === span_id);
    const [first] = chosen;
    if (span_id !== undefined && first === undefined)
      throw new QuestionError(
        `The trace has no span ${clean(span_id)}. Call get_trace without span_id for all of them.`,
      );
    const toLine = ({ span, depth }: PlacedSpan): z.output<typeof line> => ({
      id: span.spanId,
      depth,
      name: clean(span.name),
      service: clean(span.service),
      kind: span.kind,
      atMs: (span.startMicroseconds - begin) / 1000,
      ms: span.durationMicroseconds / 1000,
      selfMs: selfTime(span) / 1000,
      ...(onPath.has(span) && { pathMs: (onPath.get(span) ?? 0) / 1000 }),
      ...(isFailed(span) && { failed: true }),
    });
    const { items, nextCursor } = pageOf(chosen.map(toLine), { cursor, limit, mostBytes: MOST_BYTES });
    return {
      data: {
        traceId: trace.traceId,
        milliseconds: (end - begin) / 1000,
        spans: trace.spans.length,
        lines: items,
        ...(span_id !== undefined && first !== undefined && { span: detailsOf(first.span, begin) }),
        ...(nextCursor !== undefined && { nextCursor }),
        link: links.trace(trace.traceId, span_id),
      },
      text: `Trace ${trace.traceId}: ${trace.spans.length} spans in ${(end - begin) / 1000} ms; ${items.length} given${nextCursor === undefined ? '' : `, more with cursor ${nextCursor}`}.`,
    };
  },
});

function detailsOf(span: SpanNode, begin: number) {
  return {
    attributes: inText(span.attributes),
    resource: inText(span.resource),
    events: span.events.slice(0, MOST_EVENTS).map(({ name, timeMicroseconds, attributes }) => ({
      name: clean(name),
      atMs: (timeMicroseconds - begin) / 1000,
      attributes: inText(attributes),
    })),
    links: span.links.slice(0, MOST_EVENTS).map(({ traceId, spanId }) => ({ traceId, spanId })),
    ...(span.statusMessage !== undefined && { statusMessage: clean(span.statusMessage) }),
  };
}

function inText(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      clean(name),
      shortened(printable(textOf(value)), LONGEST_VALUE),
    ]),
  );
}
