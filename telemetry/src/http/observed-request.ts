import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Attributes, type Histogram, type Span, SpanStatusCode } from '@opentelemetry/api';
import { type RPCMetadata, RPCType } from '@opentelemetry/core';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_URL_SCHEME,
} from '../contract.ts';
import { methodLabel } from '../metrics/http.ts';
import type { Scheme } from './addresses.ts';

interface Parts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly scheme: Scheme;
  readonly span: Span;
  readonly duration: Histogram;
}

/** One incoming request with its span, until its response is closed. */
export class ObservedRequest {
  /** By which a router tells the pattern of the route that answers. */
  readonly metadata: RPCMetadata;
  // Plain fields: one of these is made for each request, and private ones cost more to set.
  private readonly parts: Parts;
  private readonly started = performance.now();
  private ended = false;

  constructor(parts: Parts) {
    this.parts = parts;
    this.metadata = { type: RPCType.HTTP, span: parts.span };
  }

  /** The response is closed, whether it was sent or not. */
  closed(): void {
    if (this.ended) return;
    const { span, request, response } = this.parts;
    const { statusCode } = response;
    const { route } = this.metadata;
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, statusCode);
    if (route !== undefined) span.setAttribute(ATTR_HTTP_ROUTE, route);
    if (route) span.updateName(`${request.method ?? 'GET'} ${route}`);
    if (statusCode >= 500) span.setAttribute(ATTR_ERROR_TYPE, String(statusCode));
    if (statusCode >= 500 || statusCode < 100) span.setStatus({ code: SpanStatusCode.ERROR });
    this.end({
      [ATTR_HTTP_RESPONSE_STATUS_CODE]: statusCode,
      ...(route !== undefined && { [ATTR_HTTP_ROUTE]: route }),
      ...(statusCode >= 500 && { [ATTR_ERROR_TYPE]: String(statusCode) }),
    });
  }

  /** The response, or who was to write it, failed. */
  failed(error: Error): void {
    if (this.ended) return;
    const { span } = this.parts;
    span.setAttribute(ATTR_ERROR_TYPE, error.name);
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    span.recordException(error);
    this.end({ [ATTR_ERROR_TYPE]: error.name });
  }

  private end(outcome: Attributes): void {
    this.ended = true;
    const { span, request, scheme, duration } = this.parts;
    span.end();
    duration.record((performance.now() - this.started) / 1000, {
      [ATTR_HTTP_REQUEST_METHOD]: methodLabel(request.method ?? 'GET'),
      [ATTR_URL_SCHEME]: scheme,
      [ATTR_NETWORK_PROTOCOL_VERSION]: request.httpVersion,
      ...outcome,
    });
  }
}
