import { buildTraces, type Trace, type TraceSpan } from '@cortex/trace-testing/trace';

/** A span of a trace that a test makes up: times in microseconds. */
export function spanOf(
  spanId: string,
  [begin, end]: [number, number],
  { under, ...fields }: Partial<TraceSpan> & { under?: string } = {},
): TraceSpan {
  return {
    traceId: 'a'.repeat(32),
    spanId,
    parentSpanId: under,
    name: spanId,
    kind: 'INTERNAL',
    service: 'shop',
    resource: {},
    attributes: {},
    status: 'UNSET',
    statusMessage: undefined,
    links: [],
    events: [],
    startMicroseconds: begin,
    durationMicroseconds: end - begin,
    ...fields,
  };
}

export function traceOf(...spans: TraceSpan[]): Trace {
  const [trace] = buildTraces(spans);
  if (trace === undefined) throw new Error('expected a trace, got none');
  return trace;
}
