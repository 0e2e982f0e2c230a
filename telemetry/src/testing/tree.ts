import type { SpanNode, Trace, TraceSpan } from './types.ts';

/** Groups spans by trace id and hangs each under its parent; traces in the order of their first span. */
export function buildTraces(spans: readonly TraceSpan[]): Trace[] {
  const byTrace = Map.groupBy(spans, (span) => span.traceId);
  return [...byTrace].map(([traceId, members]) => buildTrace(traceId, members));
}

function buildTrace(traceId: string, members: readonly TraceSpan[]): Trace {
  const spans = members.map((span): SpanNode => ({ ...span, children: [] })).sort(byStart);
  const nodes = new Map(spans.map((span) => [span.spanId, span]));
  const roots: SpanNode[] = [];
  for (const span of spans) {
    const siblings = nodes.get(span.parentSpanId ?? '')?.children ?? roots;
    siblings.push(span);
  }
  return { traceId, roots, spans };
}

const byStart = (a: TraceSpan, b: TraceSpan): number => a.startMicroseconds - b.startMicroseconds;

/** True when the span names a parent that the trace does not hold. */
export function isOrphan(trace: Trace, span: SpanNode): boolean {
  return span.parentSpanId !== undefined && trace.roots.includes(span);
}
