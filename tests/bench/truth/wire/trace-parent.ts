import { randomBytes } from 'node:crypto';

/** The span of a client, for a header. */
export interface TraceParent {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits. */
  spanId: string;
  /** The value of `traceparent`. */
  header: string;
}

export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

/** Creates a span in a trace. */
export function traceParentIn(traceId: string, isSampled: boolean): TraceParent {
  const spanId = randomBytes(8).toString('hex');
  return { traceId, spanId, header: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}` };
}
