import { bareUri } from '@cortex/instrumentation-mcp/internal';
import type { Span } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { ATTR_URL_FULL } from '../contract.ts';

/** Takes from the URL of an outgoing request what may give access or be what users typed. */
export function cutQuery(span: Span & Partial<ReadableSpan>): void {
  const url = span.attributes?.[ATTR_URL_FULL];
  if (typeof url === 'string') span.setAttribute(ATTR_URL_FULL, bareUri(url));
}
