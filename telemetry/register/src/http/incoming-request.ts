import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorTypeOf, failSpan } from '@cortex/instrumentation-mcp/internal';
import type { Histogram, Span } from '@opentelemetry/api';
import { type RPCMetadata, RPCType } from '@opentelemetry/core';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_URL_SCHEME,
} from '../contract.ts';
import { KnownAttributes } from '../metrics/known-attributes.ts';
import type { Scheme } from './addresses.ts';
import { noteHandOver } from './hand-over.ts';
import { methodLabel } from './method-label.ts';
import { sentStatus } from './sent-status.ts';

interface Parts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly scheme: Scheme;
  readonly span: Span;
  readonly duration: Histogram;
}

const measured = new KnownAttributes();

/** One incoming request with its span, until its response is closed. */
export class IncomingObservation {
  /** By which a router tells the pattern of the route that answers. */
  readonly metadata: RPCMetadata;
  // Plain fields: one of these is made for each request, and private ones cost more to set.
  private readonly parts: Parts;
  private readonly started = performance.now();
  /** As it came: a middleware may put another in its place. */
  private readonly method: string;
  /** When the whole answer had left, on the clock of `performance.now()`. */
  private handedOverAt: number | undefined;
  private ended = false;

  constructor(parts: Parts) {
    this.parts = parts;
    noteHandOver(parts.response, (at) => {
      this.handedOverAt = at;
    });
    this.method = methodLabel(parts.request.method ?? 'GET');
    this.metadata = { type: RPCType.HTTP, span: parts.span };
  }

  /** The response is closed, whether it was sent or not. */
  closed(): void {
    if (this.ended) return;
    const { span, response } = this.parts;
    const statusCode = sentStatus(response);
    const { route } = this.metadata;
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, statusCode);
    if (route !== undefined) span.setAttribute(ATTR_HTTP_ROUTE, route);
    if (route) span.updateName(`${nameOf(this.parts.request)} ${route}`);
    if (statusCode >= 500) span.setAttribute(ATTR_ERROR_TYPE, String(statusCode));
    if (statusCode >= 500 || statusCode < 100) failSpan(span);
    this.end(statusCode, statusCode >= 500 ? String(statusCode) : undefined);
  }

  /** The response, or who was to write it, failed. */
  failed(error: Error | null | undefined): void {
    // Nothing, too, can be thrown.
    if (this.ended || !error) return;
    const { span } = this.parts;
    const errorType = errorTypeOf(error);
    span.setAttribute(ATTR_ERROR_TYPE, errorType);
    failSpan(span, error.message);
    span.recordException(error);
    this.end(undefined, errorType);
  }

  private end(status: number | undefined, errorType: string | undefined): void {
    this.ended = true;
    const { span, request, scheme, duration } = this.parts;
    const at = this.handedOverAt ?? performance.now();
    span.end(at);
    const route = status === undefined ? undefined : this.metadata.route;
    const { method } = this;
    const version = request.httpVersion;
    const labels = measured.get(`${method} ${scheme} ${version} ${status} ${errorType} ${route}`, () => ({
      [ATTR_HTTP_REQUEST_METHOD]: method,
      [ATTR_URL_SCHEME]: scheme,
      [ATTR_NETWORK_PROTOCOL_VERSION]: version,
      ...(status !== undefined && { [ATTR_HTTP_RESPONSE_STATUS_CODE]: status }),
      ...(route !== undefined && { [ATTR_HTTP_ROUTE]: route }),
      ...(errorType !== undefined && { [ATTR_ERROR_TYPE]: errorType }),
    }));
    duration.record((at - this.started) / 1000, labels);
  }
}

/** What the name of a request's span begins with. */
export function nameOf({ method = 'GET' }: IncomingMessage): string {
  return methodLabel(method) === method ? method : 'HTTP';
}
