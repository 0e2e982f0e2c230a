import { diag } from '@opentelemetry/api';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What undici calls with the answer: before version 8 the first, now the second. */
const METHODS = ['onUpgrade', 'onRequestUpgrade'] as const;

type Upgraded = (status: unknown, ...others: unknown[]) => unknown;

export type Upgrading = OutgoingRequest & { readonly upgrade?: unknown } & {
  [Method in (typeof METHODS)[number]]?: Upgraded;
};

/**
 * Has `upgraded` called when the other side agrees to change the protocol, to that of WebSockets for example. Before 8.13 no channel of undici
 * tells of it, and the request would seem to last for ever.
 */
export function noteUpgrade(request: Upgrading, upgraded: (status: number) => void): void {
  if (!request.upgrade) return;
  for (const method of METHODS) {
    const original = request[method];
    if (typeof original !== 'function') continue;
    request[method] = function (this: unknown, status, ...others) {
      if (typeof status === 'number') tryCall(() => upgraded(status));
      return original.call(this, status, ...others);
    };
  }
}

function tryCall(action: () => void): void {
  try {
    action();
  } catch (error) {
    diag.error('the instrumentation of undici failed, the application is not affected', error);
  }
}
