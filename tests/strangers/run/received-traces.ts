import {
  buildTraces,
  type OtlpReceiver,
  type OtlpSpan,
  plainAttributes,
  type SpanKindName,
  type SpanStatusName,
  type Trace,
  type TraceSpan,
} from '@cortex/trace-testing';

/** As the numbers of OTLP mean them. */
const KINDS: SpanKindName[] = ['INTERNAL', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUSES: SpanStatusName[] = ['UNSET', 'OK', 'ERROR'];

/** The traces of all that has arrived so far. */
export function receivedTraces(receiver: OtlpReceiver): Trace[] {
  const spans = receiver.bodies.flatMap(({ resourceSpans = [] }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = String(plainAttributes(resource.attributes)['service.name']);
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => toTraceSpan(span, service)));
    }),
  );
  return buildTraces(spans);
}

/** The one trace that holds such a span. @throws when there is none or more than one */
export function traceWith(receiver: OtlpReceiver, { name, service }: { name: string; service: string }): Trace {
  const traces = receivedTraces(receiver);
  const found = traces.filter(({ spans }) => spans.some((span) => span.name === name && span.service === service));
  const [trace] = found;
  if (trace !== undefined && found.length === 1) return trace;
  const there = traces.flatMap(({ spans }) => spans.map((span) => `${span.service} ${span.name}`));
  throw new Error(`${found.length} traces have "${name}" of ${service}, one should; there are: ${there.join(', ')}`);
}

function toTraceSpan(span: OtlpSpan, service: string): TraceSpan {
  const start = microseconds(span.startTimeUnixNano);
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    kind: KINDS[span.kind] ?? 'INTERNAL',
    service,
    attributes: plainAttributes(span.attributes),
    status: STATUSES[span.status.code ?? 0] ?? 'UNSET',
    statusMessage: span.status.message,
    links: span.links ?? [],
    events: (span.events ?? []).map(({ name, attributes = [] }) => ({ name, attributes: plainAttributes(attributes) })),
    startMicroseconds: start,
    durationMicroseconds: microseconds(span.endTimeUnixNano) - start,
  };
}

function microseconds(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1000n);
}
