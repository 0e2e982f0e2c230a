import { z } from 'zod';
import { buildTraces } from '../traces/tree.ts';
import type { SpanKindName, SpanStatusName, Trace, TraceSpan } from '../traces/types.ts';

const KINDS: readonly SpanKindName[] = ['INTERNAL', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUSES: readonly SpanStatusName[] = ['UNSET', 'OK', 'ERROR'];

/** Protobuf's JSON may leave out fields that are zero or empty, and writes 64-bit integers as strings. */
const Nanoseconds = z.union([z.string(), z.number()]).default(0);
const Value = z.record(z.string(), z.unknown());
const Attributes = z.array(z.object({ key: z.string(), value: Value.default({}) })).default([]);
/** Reads an enumeration, which is a number by the specification; some exporters write its name. */
const named = (names: readonly string[], prefix: string) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? names.lastIndexOf(given.replace(prefix, '')) : given),
    z.number().default(0),
  );

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string().default(''),
  kind: named(KINDS, 'SPAN_KIND_'),
  startTimeUnixNano: Nanoseconds,
  endTimeUnixNano: Nanoseconds,
  attributes: Attributes,
  events: z
    .array(z.object({ name: z.string().default(''), timeUnixNano: Nanoseconds, attributes: Attributes }))
    .default([]),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: named(STATUSES, 'STATUS_CODE_'), message: z.string().optional() }).default({ code: 0 }),
});

const Body = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }).default({ attributes: [] }),
      scopeSpans: z.array(z.object({ spans: z.array(Span).default([]) })).default([]),
    }),
  ),
});

/**
 * Reads the traces of an export request in OTLP/JSON, or of a file with the same content.
 * @throws a ZodError when the JSON is not such a request
 */
export function tracesFromOtlp(json: unknown): Trace[] {
  const { resourceSpans } = Body.parse(json);
  return buildTraces(
    resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const { 'service.name': service = '', ...rest } = plain(resource.attributes);
      const spans = scopeSpans.flatMap((scope) => scope.spans);
      return spans.map((span) => fromOtlp(span, { service: String(service), resource: rest }));
    }),
  );
}

function fromOtlp(span: z.output<typeof Span>, of: Pick<TraceSpan, 'service' | 'resource'>): TraceSpan {
  const begin = microseconds(span.startTimeUnixNano);
  return {
    ...of,
    traceId: hexadecimal(span.traceId),
    spanId: hexadecimal(span.spanId),
    parentSpanId: span.parentSpanId ? hexadecimal(span.parentSpanId) : undefined,
    name: span.name,
    kind: KINDS[span.kind] ?? 'INTERNAL',
    attributes: plain(span.attributes),
    status: STATUSES[span.status.code] ?? 'UNSET',
    statusMessage: span.status.message,
    links: span.links.map(({ traceId, spanId }) => ({ traceId: hexadecimal(traceId), spanId: hexadecimal(spanId) })),
    events: span.events
      .map(({ name, timeUnixNano, attributes }) => ({
        name,
        timeMicroseconds: microseconds(timeUnixNano),
        attributes: plain(attributes),
      }))
      .sort((a, b) => a.timeMicroseconds - b.timeMicroseconds),
    startMicroseconds: begin,
    durationMicroseconds: Math.max(0, microseconds(span.endTimeUnixNano) - begin),
  };
}

/** Nanoseconds since the epoch exceed what a number holds exactly. */
const microseconds = (nanoseconds: string | number): number => Number(BigInt(nanoseconds) / 1000n);

const hexadecimal = (id: string): string => id.toLowerCase();

function plain(attributes: z.output<typeof Attributes>): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

/** Reads the value from the one member that names its type; 64-bit integers come as strings. */
function plainValue(value: z.output<typeof Value>): unknown {
  const [[type, content] = []] = Object.entries(value);
  if (type === 'intValue') return Number(content);
  if (type === 'arrayValue') return ((content as { values?: Record<string, unknown>[] }).values ?? []).map(plainValue);
  if (type === 'kvlistValue') return plain(Attributes.parse((content as { values?: unknown }).values));
  return content;
}
