import { performance } from 'node:perf_hooks';
import type { Attributes, Context, Histogram, Span } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE, ATTR_JSONRPC_REQUEST_ID, ATTR_RPC_RESPONSE_STATUS_CODE } from '../contract.ts';
import type { RequestId } from '../internal-types.ts';
import type { Operation } from '../operations/operation.ts';
import { reportFault } from '../report.ts';
import { BorrowedSpan } from '../spans/borrowed-span.ts';
import { endAt } from '../spans/end-at.ts';
import { failSpan } from '../spans/fail-span.ts';
import { type Failure, verdictOf } from './outcome.ts';

interface CallParts {
  operation: Operation;
  span: Span;
  context: Context;
  duration: Histogram;
}

/** One running request or notification, with its span. */
export class Call {
  operation: Operation;
  readonly span: Span;
  /** The context in which the span is active. */
  readonly context: Context;
  readonly startedAt: number;
  /** Undefined for notifications, and before the request is sent. */
  id: RequestId | undefined = undefined;
  /** The failure in the peer's response, once there is one. */
  answer: Failure | undefined = undefined;
  // Plain fields instead of #private ones, which cost more to set: two of these objects are created for each call.
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
    this.describe({ [ATTR_JSONRPC_REQUEST_ID]: String(id) });
  }

  describe(attributes: Attributes): void {
    try {
      this.span.setAttributes(attributes);
    } catch (error) {
      reportFault(error);
    }
  }

  /** Sets the failure on a borrowed span before the call ends, because its owner may end it as soon as the answer is sent. */
  failBorrowed(failure: Failure | undefined): void {
    try {
      if (failure !== undefined && this.span instanceof BorrowedSpan) setFailure(this.span, failure);
    } catch (error) {
      reportFault(error);
    }
  }

  /**
   * Ends the span and records the duration. Does nothing when it is called again.
   * @param at the end, as of `performance.now()`; default: now
   */
  end(failure?: Failure, at?: number): void {
    if (this.ended) return;
    this.ended = true;
    try {
      this.settle(failure);
      if (failure !== undefined) setFailure(this.span, failure);
      const milliseconds = (at ?? performance.now()) - this.startedAt;
      if (at === undefined) this.span.end();
      else endAt(this.span, this.startedAt, at);
      this.duration.record(milliseconds / 1000, metricAttributes(this.operation, failure), this.context);
    } catch (error) {
      reportFault(error);
    }
  }

  /** Replaces the operation if the answer shows that the tool, prompt or method that it names does not exist. */
  private settle(failure: Failure | undefined): void {
    const settled = this.operation.settle?.(this.id === undefined ? 'unclear' : verdictOf(failure));
    if (settled === undefined || settled.spanName === this.operation.spanName) return;
    this.operation = settled;
    this.span.updateName(settled.spanName);
    this.span.setAttributes({ ...settled.spanOptions.attributes });
  }
}

function setFailure(span: Span, failure: Failure): void {
  span.setAttributes(attributesOf(failure));
  if (failure.errorType === undefined || failure.isAbandoned) return;
  failSpan(span, failure.message);
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
