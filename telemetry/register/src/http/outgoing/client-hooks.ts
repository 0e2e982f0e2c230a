import { bareUri } from '@cortex/instrumentation-mcp/internal';
import { context, type Span } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { ATTR_URL_FULL } from '../../contract.ts';
import { useHeadersObject } from './array-headers.ts';

type ClientHooks = Required<
  Pick<HttpInstrumentationConfig, 'ignoreOutgoingRequestHook' | 'startOutgoingSpanHook' | 'requestHook'>
>;

/** The hooks with which @opentelemetry/instrumentation-http observes outgoing requests. */
export function clientHooks(): ClientHooks {
  return {
    // Exports run with tracing suppressed. This keeps them out of http.client.request.duration too.
    ignoreOutgoingRequestHook: () => isTracingSuppressed(context.active()),
    startOutgoingSpanHook: (options) => {
      useHeadersObject(options);
      return {};
    },
    requestHook: cutQuery,
  };
}

/** Removes the parts of an outgoing request's URL that may contain credentials or user input. */
export function cutQuery(span: Span & Partial<ReadableSpan>): void {
  const url = span.attributes?.[ATTR_URL_FULL];
  if (typeof url !== 'string') return;
  const bare = bareUri(url);
  if (bare !== url) span.setAttribute(ATTR_URL_FULL, bare);
}
