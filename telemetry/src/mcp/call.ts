import { type Context, type Histogram, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { RequestId } from './internal-types.ts';
import type { Operation } from './operation.ts';
import type { Failure } from './outcome.ts';
import { reportFault } from './report.ts';
import { ATTR_ERROR_TYPE, ATTR_RPC_RESPONSE_STATUS_CODE } from './semconv.ts';

/** One request or notification under way, with its span. */
export class Call {
  readonly operation: Operation;
  readonly span: Span;
  /** Holds the span as the active one. */
  readonly context: Context;
  /** Undefined for notifications. */
  readonly id: RequestId | undefined;
  /** The failure that the peer's response tells of, once there is one. */
  answer: Failure | undefined;
  readonly startedAt = performance.now();
  readonly #duration: Histogram;
  #ended = false;

  constructor({
    operation,
    span,
    context,
    id,
    duration,
  }: { operation: Operation; span: Span; context: Context; id: RequestId | undefined; duration: Histogram }) {
    this.operation = operation;
    this.span = span;
    this.context = context;
    this.id = id;
    this.#duration = duration;
  }

  get isOpen(): boolean {
    return !this.#ended;
  }

  /** Ends the span and records the duration, the first time it is called. */
  end(failure?: Failure): void {
    if (this.#ended) return;
    this.#ended = true;
    try {
      const seconds = (performance.now() - this.startedAt) / 1000;
      if (failure !== undefined) setFailure(this.span, failure);
      this.span.end();
      this.#duration.record(seconds, this.#metricAttributes(failure), this.context);
    } catch (error) {
      reportFault(error);
    }
  }

  #metricAttributes(failure: Failure | undefined) {
    return failure === undefined
      ? this.operation.metricAttributes
      : { ...this.operation.metricAttributes, ...attributesOf(failure) };
  }
}

function setFailure(span: Span, failure: Failure): void {
  span.setAttributes(attributesOf(failure));
  if (failure.errorType === undefined) return;
  span.setStatus({ code: SpanStatusCode.ERROR, ...(failure.message !== undefined && { message: failure.message }) });
}

function attributesOf({ errorType, statusCode }: Failure) {
  return {
    ...(errorType !== undefined && { [ATTR_ERROR_TYPE]: errorType }),
    ...(statusCode !== undefined && { [ATTR_RPC_RESPONSE_STATUS_CODE]: String(statusCode) }),
  };
}
