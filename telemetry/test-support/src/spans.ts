import { buildTraces, type Trace, type TraceSpan } from '@cortex/trace-testing/trace';

/** Makes up a span for a test. By default it lasts 1 ms and has its id as its name. */
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

/** Builds the one trace that these spans form. */
export function traceOf(...spans: TraceSpan[]): Trace {
  const [trace] = buildTraces(spans);
  if (trace === undefined) throw new Error('expected a trace, got none');
  return trace;
}
