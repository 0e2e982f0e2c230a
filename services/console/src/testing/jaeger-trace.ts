type Tags = Record<string, string | number | boolean>;

export interface JaegerSpanOptions {
  spanId: string;
  under?: string;
  name?: string;
  service?: string;
  /** The resource of its service; that of the service's first span is used. */
  resource?: Tags;
  kind?: string;
  /** Milliseconds since the begin of the trace. */
  begin?: number;
  milliseconds?: number;
  tags?: Tags;
  /** The fields of each event. */
  events?: Tags[];
}

export const TRACE_ID = 'a'.repeat(32);
/** Microseconds since the epoch. */
export const BEGIN = 1_795_468_995_000_000;

/** A trace in the format of Jaeger's API. */
export function jaegerTrace(spans: JaegerSpanOptions[], traceId = TRACE_ID) {
  const byService = Map.groupBy(spans, ({ service = 'shop' }) => service);
  return {
    traceID: traceId,
    processes: Object.fromEntries(
      [...byService].map(([service, [first]]) => [
        service,
        { serviceName: service, tags: tagsOf(first?.resource ?? {}) },
      ]),
    ),
    spans: spans.map((span) => jaegerSpan(span, traceId)),
  };
}

function jaegerSpan(span: JaegerSpanOptions, traceID: string) {
  const { spanId, under, name = spanId, service = 'shop', kind = 'internal' } = span;
  const { begin = 0, milliseconds = 100, tags = {}, events = [] } = span;
  return {
    traceID,
    spanID: spanId,
    operationName: name,
    references: under === undefined ? [] : [{ refType: 'CHILD_OF', traceID, spanID: under }],
    startTime: BEGIN + begin * 1000,
    duration: milliseconds * 1000,
    tags: tagsOf({ 'span.kind': kind, ...tags }),
    logs: events.map((fields, index) => ({ timestamp: BEGIN + index, fields: tagsOf(fields) })),
    processID: service,
  };
}

function tagsOf(tags: Tags) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
