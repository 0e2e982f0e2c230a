import { z } from 'zod';
import { buildTraces } from './tree.ts';
import type { SpanEvent, SpanKindName, SpanStatusName, Trace, TraceSpan } from './types.ts';

const TRACE_ID_DIGITS = 32;

const Tag = z.object({ key: z.string(), value: z.unknown() });

const JaegerSpan = z.object({
  traceID: z.string(),
  spanID: z.string(),
  operationName: z.string(),
  references: z.array(z.object({ refType: z.string(), traceID: z.string(), spanID: z.string() })),
  startTime: z.number(),
  duration: z.number(),
  tags: z.array(Tag),
  logs: z.array(z.object({ timestamp: z.number(), fields: z.array(Tag) })).nullish(),
  processID: z.string(),
});

const JaegerTrace = z.object({
  spans: z.array(JaegerSpan),
  processes: z.record(z.string(), z.object({ serviceName: z.string() })),
});

const JaegerAnswer = z.object({ data: z.array(JaegerTrace).nullish() });

export interface JaegerRequest {
  /** Ends the request when nobody waits for the answer any more. */
  signal?: AbortSignal;
}

/** What one asks a Jaeger for, besides the service. Times in Jaeger's own notation, e.g. `1h`. */
export interface JaegerQuery extends JaegerRequest {
  service: string;
  operation?: string;
  /** Only traces that have a span with all these tags. */
  tags?: Record<string, string>;
  lookback?: string;
  limit?: number;
}

/**
 * Reads one trace by Jaeger's HTTP API.
 * @param url Jaeger's query address, e.g. `http://127.0.0.1:16686`
 * @returns undefined when Jaeger does not know the trace (yet)
 * @throws when Jaeger cannot be reached or answers with anything else than a trace
 */
export async function readJaegerTrace(
  url: string,
  traceId: string,
  request: JaegerRequest = {},
): Promise<Trace | undefined> {
  const [trace] = await readTraces(new URL(`/api/traces/${traceId}`, url), request);
  return trace;
}

/** Reads many traces in one request. Those that Jaeger does not know (yet) are left out. */
export async function readJaegerTraces(url: string, traceIds: readonly string[]): Promise<Trace[]> {
  if (traceIds.length === 0) return [];
  const address = new URL('/api/traces', url);
  for (const traceId of traceIds) address.searchParams.append('traceID', traceId);
  return readTraces(address);
}

/** Finds traces by service, newest first as Jaeger gives them. */
export async function findJaegerTraces(url: string, query: JaegerQuery): Promise<Trace[]> {
  const { service, operation, tags, lookback = '1h', limit = 20, ...request } = query;
  const address = new URL('/api/traces', url);
  address.search = new URLSearchParams({
    service,
    lookback,
    limit: String(limit),
    ...(operation === undefined ? {} : { operation }),
    ...(tags === undefined ? {} : { tags: JSON.stringify(tags) }),
  }).toString();
  return readTraces(address, request);
}

async function readTraces(address: URL, request: JaegerRequest = {}): Promise<Trace[]> {
  const response = await fetch(address, request).catch((error: Error) => {
    const cause = (error.cause ?? error) as Error;
    throw new Error(`expected a Jaeger at ${address.origin}, it cannot be reached: ${cause.message}`, { cause });
  });
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`Jaeger answered ${response.status} to ${address}: ${await response.text()}`);
  const { data } = JaegerAnswer.parse(parsed(await response.text(), address));
  return (data ?? []).flatMap((trace) => buildTraces(trace.spans.map((span) => fromJaegerSpan(span, trace.processes))));
}

function parsed(text: string, address: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`expected JSON of a Jaeger from ${address}, got ${JSON.stringify(text.slice(0, 100))}`);
  }
}

function fromJaegerSpan(
  span: z.infer<typeof JaegerSpan>,
  processes: Record<string, { serviceName: string }>,
): TraceSpan {
  const attributes = attributesOf(span.tags);
  const parent = span.references.find(({ refType }) => refType === 'CHILD_OF');
  return {
    traceId: wholeTraceId(span.traceID),
    spanId: span.spanID,
    parentSpanId: parent?.spanID,
    name: span.operationName,
    kind: String(attributes['span.kind'] ?? 'internal').toUpperCase() as SpanKindName,
    service: processes[span.processID]?.serviceName ?? '',
    attributes,
    status: (attributes['otel.status_code'] as SpanStatusName | undefined) ?? 'UNSET',
    statusMessage: attributes['otel.status_description'] as string | undefined,
    links: span.references.filter((reference) => reference !== parent).map(toLink),
    events: (span.logs ?? []).toSorted((a, b) => a.timestamp - b.timestamp).map(({ fields }) => toEvent(fields)),
    startMicroseconds: span.startTime,
    durationMicroseconds: span.duration,
  };
}

const toLink = ({ traceID, spanID }: { traceID: string; spanID: string }) => ({
  traceId: wholeTraceId(traceID),
  spanId: spanID,
});

function attributesOf(tags: z.infer<typeof Tag>[]): Record<string, unknown> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

function toEvent(fields: z.infer<typeof Tag>[]): SpanEvent {
  const { event, ...attributes } = attributesOf(fields);
  return { name: String(event ?? ''), attributes };
}

/** Jaeger leaves out the zeros before an id of 64 bits. */
function wholeTraceId(id: string): string {
  return id.padStart(TRACE_ID_DIGITS, '0');
}
