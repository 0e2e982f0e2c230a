export interface JaegerSpanOptions {
  spanId: string;
  under?: string;
  name?: string;
  service?: string;
  kind?: string;
  /** Milliseconds from the begin of the trace. */
  begin?: number;
  milliseconds?: number;
  tags?: Record<string, string | boolean>;
}

export const TRACE_ID = 'a'.repeat(32);
/** Microseconds since the epoch. */
export const BEGIN = 1_795_468_995_000_000;

/** A trace as Jaeger's API answers it. */
export function jaegerTrace(spans: JaegerSpanOptions[], traceId = TRACE_ID) {
  const services = [...new Set(spans.map(({ service = 'shop' }) => service))];
  return {
    traceID: traceId,
    processes: Object.fromEntries(services.map((service) => [service, { serviceName: service, tags: [] }])),
    spans: spans.map(
      ({
        spanId,
        under,
        name = spanId,
        service = 'shop',
        kind = 'internal',
        begin = 0,
        milliseconds = 100,
        tags = {},
      }) => ({
        traceID: traceId,
        spanID: spanId,
        operationName: name,
        references: under === undefined ? [] : [{ refType: 'CHILD_OF', traceID: traceId, spanID: under }],
        startTime: BEGIN + begin * 1000,
        duration: milliseconds * 1000,
        tags: Object.entries({ 'span.kind': kind, ...tags }).map(([key, value]) => ({ key, value })),
        logs: [],
        processID: service,
      }),
    ),
  };
}
