import { buildTraces, type Trace, type TraceSpan } from '@cortex/trace-testing/trace';

/** A span of a trace that a test makes up. It lasts 1 ms, and its name is its id. */
export function spanOf(span: Partial<TraceSpan> & Pick<TraceSpan, 'spanId'>): TraceSpan {
  return {
    traceId: 'a'.repeat(32),
    parentSpanId: undefined,
    name: span.spanId,
    kind: 'INTERNAL',
    service: 'test',
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

/** The one trace of these spans. */
export function traceOf(...spans: TraceSpan[]): Trace {
  const [trace] = buildTraces(spans);
  if (trace === undefined) throw new Error('expected a trace, got none');
  return trace;
}
