import { type Context, type Histogram, type Span, SpanStatusCode } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE, ATTR_JSONRPC_REQUEST_ID, ATTR_RPC_RESPONSE_STATUS_CODE } from '../contract.ts';
import type { RequestId } from './internal-types.ts';
import type { Operation } from './operation.ts';
import type { Failure } from './outcome.ts';
import { reportFault } from './report.ts';

interface CallParts {
  operation: Operation;
  span: Span;
  context: Context;
  duration: Histogram;
}

/** One request or notification under way, with its span. */
export class Call {
  operation: Operation;
  readonly span: Span;
  /** Holds the span as the active one. */
  readonly context: Context;
  readonly startedAt: number;
  /** Undefined for notifications, and before the request is sent. */
  id: RequestId | undefined = undefined;
  /** The failure that the peer's response tells of, once there is one. */
  answer: Failure | undefined = undefined;
  // Plain fields: two of these are made for each call, and private ones cost more to set.
  private readonly duration: Histogram;
  private ended = false;

  constructor({ operation, span, context, duration }: CallParts) {
    this.operation = operation;
    this.span = span;
    this.context = context;
    this.duration = duration;
    this.startedAt = performance.now();
  }

  setId(id: RequestId): void {
    this.id = id;
    try {
      this.span.setAttribute(ATTR_JSONRPC_REQUEST_ID, String(id));
    } catch (error) {
      reportFault(error);
    }
  }

  /** Ends the span and records the duration, the first time it is called. */
  end(failure?: Failure): void {
    if (this.ended) return;
    this.ended = true;
    try {
      const seconds = (performance.now() - this.startedAt) / 1000;
      if (failure !== undefined) setFailure(this.span, failure);
      this.span.end();
      this.duration.record(seconds, metricAttributes(this.operation, failure), this.context);
    } catch (error) {
      reportFault(error);
    }
  }
}

function setFailure(span: Span, failure: Failure): void {
  span.setAttributes(attributesOf(failure));
  if (failure.errorType === undefined) return;
  span.setStatus({ code: SpanStatusCode.ERROR, ...(failure.message !== undefined && { message: failure.message }) });
}

function metricAttributes(operation: Operation, failure: Failure | undefined) {
  return failure === undefined
    ? operation.metricAttributes
    : { ...operation.metricAttributes, ...attributesOf(failure) };
}

function attributesOf({ errorType, statusCode }: Failure) {
  return {
    ...(errorType !== undefined && { [ATTR_ERROR_TYPE]: errorType }),
    ...(statusCode !== undefined && { [ATTR_RPC_RESPONSE_STATUS_CODE]: String(statusCode) }),
  };
}
