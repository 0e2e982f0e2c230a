import { newTraceId, type TraceParent, traceParentIn } from './wire/trace-parent.ts';

/** How many of something there may be. */
export interface Times {
  least: number;
  most: number;
}

export const NEVER: Times = { least: 0, most: 0 };
export const ONCE: Times = { least: 1, most: 1 };
export const PERHAPS: Times = { least: 0, most: 1 };

/** The span that a service makes of what a client sent. */
export interface ExpectedEntry {
  /** The span's name by `keyOf`. */
  span: string;
  /** The client's span. Undefined where the client named none that is valid, so that the span begins a trace. */
  parentSpanId: string | undefined;
  /** The status of the HTTP answer; undefined when the client left before it came, and for the span of an MCP message. */
  status?: number | undefined;
  /** What the status may be where the client left: what the service made of that, or its answer, when that was on its way. Default: 499. */
  answers?: readonly number[];
  /** What `error.type` of the span of an MCP message may be. Default: it is not there, and the span no error. */
  errorTypes?: readonly string[];
  /** Whether the client gave it up: that has an `error.type`, but is no error of the server. */
  isGivenUp?: boolean;
  /** Default: once. */
  times?: Times;
}

/** What the telemetry of one request of a client is to be. */
export class Expectation {
  readonly kind: string;
  readonly isSampled: boolean;
  /** Names the request in the log where its trace id is not known. */
  readonly requestId: string;
  /** Undefined where the client named none that is valid: the service makes one. */
  traceId: string | undefined;
  readonly entries: ExpectedEntry[] = [];
  /** MCP calls between the services, by the key of the caller's span. */
  readonly calls = new Map<string, Times>();
  /** Whether the work behind an input is to be there. */
  processed: Times = NEVER;
  /** Whether faults may strike it: then calls fail and are retried. */
  isStruck = false;
  /** What the client was answered and should not have been. */
  readonly complaints: string[] = [];

  constructor(kind: string, { isSampled = true }: { isSampled?: boolean } = {}) {
    this.kind = kind;
    this.isSampled = isSampled;
    this.traceId = newTraceId();
    this.requestId = `truth-${this.traceId}`;
  }

  /** A new span of the client in the request's trace. */
  parent(): TraceParent {
    if (this.traceId === undefined) throw new Error(`${this.requestId} has no trace that the client could name`);
    return traceParentIn(this.traceId, this.isSampled);
  }

  expect(entry: ExpectedEntry): ExpectedEntry {
    this.entries.push(entry);
    return entry;
  }

  /** True when the client left before some answer. */
  get isLeft(): boolean {
    return this.entries.some(({ span, status }) => status === undefined && isHttp(span));
  }
}

/** Whether a key is that of an HTTP request that a service received. */
export function isHttp(span: string): boolean {
  return / server (?:GET|POST|PUT|DELETE)(?: \/|$)/.test(span);
}
