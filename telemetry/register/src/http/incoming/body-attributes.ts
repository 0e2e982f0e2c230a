import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import {
  ATTR_HTTP_REQUEST_BODY_SIZE,
  ATTR_HTTP_RESPONSE_BODY_SIZE,
  ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE,
} from '../../contract.ts';

const SENT_LENGTH = /\r\ncontent-length: (\d{1,15})\r/i;
const SENT_STREAM = /\r\ncontent-type: (text\/event-stream\b[^\r]*)/i;

/** Sets the sizes of both bodies on the span of an incoming request, as their headers state them, and whether the answer is a stream of events. */
export function describeBodies(
  span: Span,
  request: IncomingMessage | ClientRequest,
  response: ServerResponse | IncomingMessage,
): void {
  // An outgoing request: the span of the server that answers it has these attributes.
  if (!('headers' in request) || !('headersSent' in response)) return;
  const sent = sentHead(response);
  setSize(span, ATTR_HTTP_REQUEST_BODY_SIZE, request.headers['content-length']);
  // The answer to HEAD states the size that the answer to GET would have.
  if (request.method !== 'HEAD') setSize(span, ATTR_HTTP_RESPONSE_BODY_SIZE, SENT_LENGTH.exec(sent)?.[1]);
  const stream = SENT_STREAM.exec(sent)?.[1];
  if (stream !== undefined) span.setAttribute(ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE, [stream]);
}

function setSize(span: Span, name: string, text: string | undefined): void {
  if (text !== undefined && /^\d{1,15}$/.test(text)) span.setAttribute(name, Number(text));
}

/** The head as it was sent. `getHeader` knows neither the headers passed to `writeHead` nor the length that Node.js adds. */
function sentHead({ _header: head }: ServerResponse & { readonly _header?: unknown }): string {
  return typeof head === 'string' ? head : '';
}
