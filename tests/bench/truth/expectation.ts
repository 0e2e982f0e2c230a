import { newTraceId, type TraceParent, traceParentIn } from './wire/trace-parent.ts';

/** The allowed number of occurrences. */
export interface Times {
  least: number;
  most: number;
}

export const NEVER: Times = { least: 0, most: 0 };
export const ONCE: Times = { least: 1, most: 1 };
export const PERHAPS: Times = { least: 0, most: 1 };

/** The server span of a client's request. */
export interface ExpectedEntry {
  /** The span's key, from `keyOf`. */
  span: string;
  /** The client's span. Undefined if the client sent no valid one, so that the span begins a trace. */
  parentSpanId: string | undefined;
  /** The status of the HTTP answer; undefined when the client left before it came, and for the span of an MCP message. */
  status?: number | undefined;
  /** The allowed statuses if the client left: 499, or that of an answer which was already on its way. Default: 499. */
  answers?: readonly number[];
  /** The allowed values of `error.type` of an MCP span. Default: absent, and the span is not an error. */
  errorTypes?: readonly string[];
  /** Whether the client aborted it: this has an `error.type`, but is no error of the server. */
  isGivenUp?: boolean;
  /** Default: once. */
  times?: Times;
}

/** The expected telemetry of one request of a client. */
export class Expectation {
  readonly kind: string;
  readonly isSampled: boolean;
  /** Identifies the request in the log if its trace id is unknown. */
  readonly requestId: string;
  /** Undefined if the client sent no valid one, so that the service creates it. */
  traceId: string | undefined;
  readonly entries: ExpectedEntry[] = [];
  /** MCP calls between the services, by the key of the caller's span. */
  readonly calls = new Map<string, Times>();
  /** How often the processing of an input is expected. */
  processed: Times = NEVER;
  /** Whether faults may strike it: calls then fail and are retried. */
  isStruck = false;
  /** Unexpected answers that the client received. */
  readonly complaints: string[] = [];

  constructor(kind: string, { isSampled = true }: { isSampled?: boolean } = {}) {
    this.kind = kind;
    this.isSampled = isSampled;
    this.traceId = newTraceId();
    this.requestId = `truth-${this.traceId}`;
  }

  /** Creates a span of the client in the request's trace. */
  parent(): TraceParent {
    if (this.traceId === undefined) throw new Error(`${this.requestId} has no trace that the client could name`);
    return traceParentIn(this.traceId, this.isSampled);
  }

  expect(entry: ExpectedEntry): ExpectedEntry {
    this.entries.push(entry);
    return entry;
  }

  /** Whether the client left before some answer. */
  get isLeft(): boolean {
    return this.entries.some(({ span, status }) => status === undefined && isHttp(span));
  }
}

/** Whether a key is that of an HTTP server span. */
export function isHttp(span: string): boolean {
  return / server (?:GET|POST|PUT|DELETE)(?: \/|$)/.test(span);
}
