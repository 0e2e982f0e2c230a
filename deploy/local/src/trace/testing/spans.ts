import { buildTraces, type Trace, type TraceSpan } from '@cortex/trace-testing';

/** A span of a trace that a test makes up. */
export function spanOf(span: Partial<TraceSpan> & { spanId: string }): TraceSpan {
  return {
    traceId: 'a'.repeat(32),
    parentSpanId: undefined,
    name: span.spanId,
    kind: 'INTERNAL',
    service: 'odd',
    resource: {},
    attributes: {},
    status: 'UNSET',
    statusMessage: undefined,
    links: [],
    events: [],
    startMicroseconds: 0,
    durationMicroseconds: 1000,
    ...span,
  };
}

export function traceOf(...spans: TraceSpan[]): Trace {
  const [trace] = buildTraces(spans);
  if (trace === undefined) throw new Error('expected a trace, got none');
  return trace;
}
