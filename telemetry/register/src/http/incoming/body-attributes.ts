import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import {
  ATTR_HTTP_REQUEST_BODY_SIZE,
  ATTR_HTTP_RESPONSE_BODY_SIZE,
  ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE,
} from '../../contract.ts';

const EVENT_STREAM = /^text\/event-stream\b/i;

/** Says of an incoming request how large the bodies are, by what their headers promise, and whether the answer is a stream of events. */
export function describeBodies(
  span: Span,
  request: IncomingMessage | ClientRequest,
  response: ServerResponse | IncomingMessage,
): void {
  // The attributes of an outgoing request are on the span of the server that answers it.
  if (!('headers' in request) || !('headersSent' in response)) return;
  const sent = sentHeaders(response);
  setSize(span, ATTR_HTTP_REQUEST_BODY_SIZE, request.headers['content-length']);
  // The answer to HEAD says what that to GET would have.
  if (request.method !== 'HEAD') setSize(span, ATTR_HTTP_RESPONSE_BODY_SIZE, sent.get('content-length'));
  const type = sent.get('content-type');
  if (type !== undefined && EVENT_STREAM.test(type)) span.setAttribute(ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE, [type]);
}

function setSize(span: Span, name: string, text: string | undefined): void {
  if (text !== undefined && /^\d{1,15}$/.test(text)) span.setAttribute(name, Number(text));
}

const DESCRIBING = /\r\n(content-type|content-length): ([^\r]*)/gi;

/** The headers of the head as it was sent: `getHeader` knows neither what `writeHead` was given nor the length that Node itself adds. */
function sentHeaders(response: ServerResponse & { readonly _header?: unknown }): Map<string, string> {
  const head = typeof response._header === 'string' ? response._header : '';
  return new Map([...head.matchAll(DESCRIBING)].map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}
