import type { ReadableSpan } from '@opentelemetry/sdk-trace';

export type SpanKindName = 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
export type SpanStatusName = 'UNSET' | 'OK' | 'ERROR';

/** What a span recorded at one time. */
export interface SpanEvent {
  name: string;
  /** Microseconds since the epoch. */
  timeMicroseconds: number;
  attributes: Readonly<Record<string, unknown>>;
}

/** One finished span, alike whether it was read from memory or from a Jaeger. */
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
  /** The attributes of its resource, besides `service.name`. */
  resource: Readonly<Record<string, unknown>>;
  attributes: Readonly<Record<string, unknown>>;
  status: SpanStatusName;
  statusMessage: string | undefined;
  links: ReadonlyArray<{ traceId: string; spanId: string }>;
  /** Events in the order of their time. */
  events: ReadonlyArray<SpanEvent>;
  /** Microseconds since the epoch. */
  startMicroseconds: number;
  durationMicroseconds: number;
}

/** A span in its place in the tree; children in the order of their start. */
export interface SpanNode extends TraceSpan {
  children: SpanNode[];
}

/** The spans of one trace id. A connected trace has exactly one root. */
export interface Trace {
  traceId: string;
  /**
   * Spans without a parent, and orphans: spans whose parent is not among the trace's spans. Of spans that are each other's parents, the
   * first is a root too.
   */
  roots: SpanNode[];
  spans: SpanNode[];
}

/** What a test states of the span that a link leads to. Spans of other traces have nothing that could be stated: they match `{}`. */
export interface ExpectedLink {
  name?: string | RegExp | undefined;
  kind?: SpanKindName | undefined;
  service?: string | undefined;
}

/** What a test states of a span; whatever it leaves out may be anything. */
export interface ExpectedSpan extends ExpectedLink {
  status?: SpanStatusName | undefined;
  /** The expected attributes. Asymmetric matchers such as `expect.any(String)` work, `undefined` means absent. */
  attributes?: Record<string, unknown> | undefined;
  /** Each must be a link of the span, and for `toEqualTrace` there must be no other, also where none is stated. */
  links?: ExpectedLink[] | undefined;
  children?: ExpectedSpan[] | undefined;
}

/** Values compare as jest's `equals` does. */
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
