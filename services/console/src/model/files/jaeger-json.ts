import type { SpanEvent, Trace, TraceSpan } from '@cortex/trace-testing/trace';

/** A trace in the format that Jaeger's page saves, which that page, others and this one can open. */
export function jaegerJson({ traceId, spans }: Trace) {
  const processes = new Map<string, { id: string; serviceName: string; tags: Tag[] }>();
  const processOf = ({ service, resource }: TraceSpan): string => {
    const key = JSON.stringify([service, resource]);
    const known = processes.get(key) ?? {
      id: `p${processes.size + 1}`,
      serviceName: service,
      tags: tagsOf(resource),
    };
    processes.set(key, known);
    return known.id;
  };
  const all = spans.map((span) => ({
    traceID: traceId,
    spanID: span.spanId,
    operationName: span.name,
    references: referencesOf(span),
    startTime: span.startMicroseconds,
    duration: span.durationMicroseconds,
    tags: tagsOf({ ...marksOf(span), ...span.attributes }),
    logs: span.events.map(logOf),
    processID: processOf(span),
  }));
  const byId = [...processes.values()].map(({ id, ...process }) => [id, process] as const);
  return { data: [{ traceID: traceId, spans: all, processes: Object.fromEntries(byId) }] };
}

interface Tag {
  key: string;
  type: 'string' | 'bool' | 'int64' | 'float64';
  value: unknown;
}

function referencesOf({ traceId, parentSpanId, links }: TraceSpan) {
  const parents = parentSpanId === undefined ? [] : [{ refType: 'CHILD_OF', traceID: traceId, spanID: parentSpanId }];
  return [
    ...parents,
    ...links.map((link) => ({ refType: 'FOLLOWS_FROM', traceID: link.traceId, spanID: link.spanId })),
  ];
}

/** The fields of OTLP that Jaeger has as tags. */
function marksOf({ kind, status, statusMessage }: TraceSpan): Record<string, unknown> {
  return {
    'span.kind': kind.toLowerCase(),
    ...(status !== 'UNSET' && { 'otel.status_code': status }),
    ...(status === 'ERROR' && { error: true }),
    ...(statusMessage !== undefined && { 'otel.status_description': statusMessage }),
  };
}

function logOf({ name, timeMicroseconds, attributes }: SpanEvent) {
  return { timestamp: timeMicroseconds, fields: tagsOf({ event: name, ...attributes }) };
}

function tagsOf(attributes: Readonly<Record<string, unknown>>): Tag[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, ...typed(value) }));
}

function typed(value: unknown): Omit<Tag, 'key'> {
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'int64' : 'float64', value };
  return { type: 'string', value: typeof value === 'string' ? value : JSON.stringify(value) };
}
