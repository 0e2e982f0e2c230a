import { diag, type Span } from '@opentelemetry/api';
import { ATTR_HTTP_RESPONSE_STATUS_CODE } from '../../contract.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** The methods that undici calls with the answer: the first before version 8, the second since. */
const METHODS = ['onUpgrade', 'onRequestUpgrade'] as const;

type Upgraded = (status: unknown, ...others: unknown[]) => unknown;

type Upgrading = OutgoingRequest & { readonly upgrade?: unknown } & {
  [Method in (typeof METHODS)[number]]?: Upgraded;
};

/**
 * Ends the span of a request when the server agrees to change the protocol, for example to WebSockets. Before 8.13, no diagnostics channel of
 * undici reports it, and the request would seem to last for ever.
 */
export function endWithUpgrade(request: Upgrading, span: Span): void {
  if (!request.upgrade) return;
  for (const method of METHODS) {
    const original = request[method];
    if (typeof original !== 'function') continue;
    request[method] = function (this: unknown, status, ...others) {
      // Later than the channels: if they report the upgrade, the instrumentation has already ended the span.
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
    diag.error('the undici instrumentation failed, the application is not affected', error);
  }
}
