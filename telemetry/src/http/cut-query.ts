import type { Span } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { ATTR_URL_FULL } from '../contract.ts';

/** Shortens the URL of an outgoing request to what comes before its query: that holds what users typed or what gives access, and no list of names to redact is complete. */
export function cutQuery(span: Span & Partial<ReadableSpan>): void {
  const url = span.attributes?.[ATTR_URL_FULL];
  if (typeof url === 'string') span.setAttribute(ATTR_URL_FULL, url.replace(/\?.*/s, ''));
}
