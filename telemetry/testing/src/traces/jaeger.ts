import { z } from 'zod';
import { buildTraces } from './tree.ts';
import type { SpanEvent, SpanKindName, SpanStatusName, Trace, TraceSpan } from './types.ts';

const TRACE_ID_DIGITS = 32;
const CHILD_OF = 'CHILD_OF';

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
  processes: z.record(z.string(), z.object({ serviceName: z.string(), tags: z.array(Tag).nullish() })),
});

const JaegerAnswer = z.object({ data: z.array(JaegerTrace).nullish() });

type Process = z.infer<typeof JaegerTrace>['processes'][string];

export interface JaegerRequest {
  /** Aborts the request. */
  signal?: AbortSignal;
}

/** A search for traces. Durations are in Jaeger's own notation, such as `1h` or `1.2s`. */
export interface JaegerQuery extends JaegerRequest {
  service: string;
  operation?: string;
  /** Selects traces that have a span with all these tags. */
  tags?: Record<string, string>;
  lookback?: string;
  /** Start of the searched time in microseconds since the epoch, instead of the lookback. */
  start?: number;
  end?: number;
  /** The minimum duration of the matching span. */
  minDuration?: string;
  maxDuration?: string;
  limit?: number;
}

/**
 * Reads one trace over Jaeger's HTTP API.
 * @param url the address of Jaeger's query service, such as `http://127.0.0.1:16686`
 * @returns undefined when Jaeger does not know the trace (yet)
 * @throws when Jaeger cannot be reached, or answers with something other than a trace
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

/** Searches traces of a service; newest first, as Jaeger returns them. */
export async function findJaegerTraces(url: string, query: JaegerQuery): Promise<Trace[]> {
  const { tags, signal, lookback = '1h', limit = 20, ...rest } = query;
  const asked = { ...rest, lookback, limit, tags: tags && JSON.stringify(tags) };
  const address = new URL('/api/traces', url);
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return readTraces(address, signal && { signal });
}

async function readTraces(address: URL, request: JaegerRequest = {}): Promise<Trace[]> {
  const response = await fetch(address, request).catch((error: Error) => {
    const cause = (error.cause ?? error) as Error;
    throw new Error(`expected a Jaeger at ${address.origin}, but it cannot be reached: ${cause.message}`, { cause });
  });
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`Jaeger answered ${response.status} to ${address}: ${await response.text()}`);
  return tracesFromJaeger(parsed(await response.text(), address));
}

/**
 * Reads the traces of a response of Jaeger's API, or of a file that its UI has saved.
 * @throws a ZodError when the JSON is not such a response
 */
export function tracesFromJaeger(json: unknown): Trace[] {
  const { data } = JaegerAnswer.parse(json);
  return (data ?? []).flatMap((trace) => buildTraces(trace.spans.map((span) => fromJaegerSpan(span, trace.processes))));
}

function parsed(text: string, address: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`expected Jaeger's JSON from ${address}, got ${JSON.stringify(text.slice(0, 100))}`);
  }
}

/** Jaeger gives the parent first, and with the type of a link if one leads there, too: it keeps one reference to a span. */
function parentOf({ traceID, references }: z.infer<typeof JaegerSpan>) {
  const [first] = references;
  return references.find(({ refType }) => refType === CHILD_OF) ?? (first?.traceID === traceID ? first : undefined);
}

function fromJaegerSpan(span: z.infer<typeof JaegerSpan>, processes: Readonly<Record<string, Process>>): TraceSpan {
  const process = processes[span.processID];
  const attributes = attributesOf(span.tags);
  const parent = parentOf(span);
  return {
    traceId: wholeTraceId(span.traceID),
    spanId: span.spanID,
    parentSpanId: parent?.spanID,
    name: span.operationName,
    kind: String(attributes['span.kind'] ?? 'internal').toUpperCase() as SpanKindName,
    service: process?.serviceName ?? '',
    resource: attributesOf(process?.tags ?? []),
    attributes,
    status: statusOf(attributes),
    statusMessage: attributes['otel.status_description'] as string | undefined,
    links: span.references.filter((reference) => reference !== parent || reference.refType !== CHILD_OF).map(toLink),
    events: (span.logs ?? []).toSorted((a, b) => a.timestamp - b.timestamp).map(toEvent),
    startMicroseconds: span.startTime,
    durationMicroseconds: span.duration,
  };
}

/** OpenTracing clients mark a failure only with the tag `error`. */
function statusOf({ 'otel.status_code': status, error }: Record<string, unknown>): SpanStatusName {
  return (status as SpanStatusName | undefined) ?? (error === true || error === 'true' ? 'ERROR' : 'UNSET');
}

const toLink = ({ traceID, spanID }: { traceID: string; spanID: string }) => ({
  traceId: wholeTraceId(traceID),
  spanId: spanID,
});

function attributesOf(tags: z.infer<typeof Tag>[]): Record<string, unknown> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

function toEvent({ timestamp, fields }: { timestamp: number; fields: z.infer<typeof Tag>[] }): SpanEvent {
  const { event, ...attributes } = attributesOf(fields);
  return { name: String(event ?? ''), timeMicroseconds: timestamp, attributes };
}

/** Jaeger omits the leading zeros of a 64-bit trace id. */
function wholeTraceId(id: string): string {
  return id.padStart(TRACE_ID_DIGITS, '0');
}
