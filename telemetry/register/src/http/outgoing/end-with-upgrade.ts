import { diag, type Span } from '@opentelemetry/api';
import { ATTR_HTTP_RESPONSE_STATUS_CODE } from '../../contract.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What undici calls with the answer: before version 8 the first, now the second. */
const METHODS = ['onUpgrade', 'onRequestUpgrade'] as const;

type Upgraded = (status: unknown, ...others: unknown[]) => unknown;

type Upgrading = OutgoingRequest & { readonly upgrade?: unknown } & {
  [Method in (typeof METHODS)[number]]?: Upgraded;
};

/**
 * Ends the span of a request when the other side agrees to change the protocol, to that of WebSockets for example. Before 8.13 no channel of
 * undici reports it, and the request would seem to last for ever.
 */
export function endWithUpgrade(request: Upgrading, span: Span): void {
  if (!request.upgrade) return;
  for (const method of METHODS) {
    const original = request[method];
    if (typeof original !== 'function') continue;
    request[method] = function (this: unknown, status, ...others) {
      // This comes after the channels, where they do report it: the instrumentation has ended the span then.
      queueMicrotask(() => tryEnd(span, status));
      return original.call(this, status, ...others);
    };
  }
}

function tryEnd(span: Span, status: unknown): void {
  try {
    if (!span.isRecording()) return;
    if (typeof status === 'number') span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    span.end();
  } catch (error) {
    diag.error('the instrumentation of undici failed, the application is not affected', error);
  }
}
