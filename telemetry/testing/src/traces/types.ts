import type { ReadableSpan } from '@opentelemetry/sdk-trace';

export type SpanKindName = 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
export type SpanStatusName = 'UNSET' | 'OK' | 'ERROR';

/** An event that a span recorded. */
export interface SpanEvent {
  name: string;
  /** Microseconds since the epoch. */
  timeMicroseconds: number;
  attributes: Readonly<Record<string, unknown>>;
}

/** One finished span, in the same form whether it was read from memory, OTLP or a Jaeger. */
export interface TraceSpan {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits. */
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  kind: SpanKindName;
  /** The resource's `service.name`. */
  service: string;
  /** The attributes of its resource, except `service.name`. */
  resource: Readonly<Record<string, unknown>>;
  attributes: Readonly<Record<string, unknown>>;
  status: SpanStatusName;
  statusMessage: string | undefined;
  links: ReadonlyArray<{ traceId: string; spanId: string }>;
  /** In the order of their time. */
  events: ReadonlyArray<SpanEvent>;
  /** Microseconds since the epoch. */
  startMicroseconds: number;
  durationMicroseconds: number;
}

/** A span in its tree. Children are in the order of their start. */
export interface SpanNode extends TraceSpan {
  children: SpanNode[];
}

/** All spans of one trace id. A connected trace has exactly one root. */
export interface Trace {
  traceId: string;
  /**
   * Spans without a parent, and orphans: spans whose parent is not among the trace's spans. Of spans that form a cycle, the earliest is a
   * root too.
   */
  roots: SpanNode[];
  spans: SpanNode[];
}

/** What a test expects of the span that a link leads to. Nothing is known of spans in other traces, so these match only `{}`. */
export interface ExpectedLink {
  name?: string | RegExp | undefined;
  kind?: SpanKindName | undefined;
  service?: string | undefined;
}

/** What a test expects of a span. What it leaves out may be anything. */
export interface ExpectedSpan extends ExpectedLink {
  status?: SpanStatusName | undefined;
  /** The expected attributes. Asymmetric matchers such as `expect.any(String)` work, `undefined` means absent. */
  attributes?: Record<string, unknown> | undefined;
  /** Each must be a link of the span. For `toEqualTrace` the span must have no other link, even when none is stated. */
  links?: ExpectedLink[] | undefined;
  children?: ExpectedSpan[] | undefined;
}

/** Compares values as jest's `equals` does. */
export type Equals = (received: unknown, expected: unknown) => boolean;

export type FinishedSpan = Pick<
  ReadableSpan,
  | 'name'
  | 'kind'
  | 'spanContext'
  | 'parentSpanContext'
  | 'attributes'
  | 'status'
  | 'links'
  | 'events'
  | 'startTime'
  | 'duration'
  | 'resource'
>;
