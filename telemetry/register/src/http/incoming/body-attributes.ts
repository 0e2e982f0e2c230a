import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import {
  ATTR_HTTP_REQUEST_BODY_SIZE,
  ATTR_HTTP_RESPONSE_BODY_SIZE,
  ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE,
} from '../../contract.ts';

const EVENT_STREAM = /^text\/event-stream\b/i;

/** Sets the sizes of both bodies on the span of an incoming request, as their headers state them, and whether the answer is a stream of events. */
export function describeBodies(
  span: Span,
  request: IncomingMessage | ClientRequest,
  response: ServerResponse | IncomingMessage,
): void {
  // An outgoing request: the span of the server that answers it has these attributes.
  if (!('headers' in request) || !('headersSent' in response)) return;
  const sent = sentHeaders(response);
  setSize(span, ATTR_HTTP_REQUEST_BODY_SIZE, request.headers['content-length']);
  // The answer to HEAD states the size that the answer to GET would have.
  if (request.method !== 'HEAD') setSize(span, ATTR_HTTP_RESPONSE_BODY_SIZE, sent.get('content-length'));
  const type = sent.get('content-type');
  if (type !== undefined && EVENT_STREAM.test(type)) span.setAttribute(ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE, [type]);
}

function setSize(span: Span, name: string, text: string | undefined): void {
  if (text !== undefined && /^\d{1,15}$/.test(text)) span.setAttribute(name, Number(text));
}

const DESCRIBING = /\r\n(content-type|content-length): ([^\r]*)/gi;

/** The describing headers as they were sent. `getHeader` knows neither those passed to `writeHead` nor the length that Node.js adds. */
function sentHeaders(response: ServerResponse & { readonly _header?: unknown }): Map<string, string> {
  const head = typeof response._header === 'string' ? response._header : '';
  return new Map([...head.matchAll(DESCRIBING)].map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}
