import type { Call } from '../calls/call.ts';
import { failureOfException } from '../calls/outcome.ts';
import type { NotificationHandler, Protocol } from '../internal-types.ts';
import { reportMissing } from '../modules/missing-parts.ts';

/**
 * Replaces a notification's handler with an observer while it is dispatched, because nothing else shows when the handler settles.
 * @returns a function that restores the handler
 */
export function observeHandler(protocol: Protocol, method: string, call: Call): () => void {
  const handlers = protocol._notificationHandlers;
  if (typeof handlers?.get !== 'function') return endAtOnce(call);
  const handler = handlers.get(method);
  const fallback = protocol.fallbackNotificationHandler;
  if (handler !== undefined) {
    handlers.set(method, observe(handler, call));
    return () => handlers.set(method, handler);
  }
  if (fallback === undefined) {
    call.end();
    return () => undefined;
  }
  protocol.fallbackNotificationHandler = observe(fallback, call);
  return () => {
    protocol.fallbackNotificationHandler = fallback;
  };
}

/** Ends the call immediately, because this SDK does not expose its handlers. */
function endAtOnce(call: Call): () => void {
  reportMissing('_notificationHandlers');
  call.end();
  return () => undefined;
}

/** Wraps a handler. Handlers are called in a microtask of the dispatch, if at all: one that has not started by then never will, and the call ends. */
function observe(handler: NotificationHandler, call: Call): NotificationHandler {
  let begun = false;
  queueMicrotask(() => queueMicrotask(() => begun || call.end()));
  return (...args) => {
    begun = true;
    return settleWith(call, () => handler(...args));
  };
}

/** Runs `work` and ends `call` when it settles. Returns or throws what `work` does. */
export function settleWith(call: Call, work: () => unknown): unknown {
  try {
    const result = work();
    if (!isThenable(result)) call.end();
    else
      result.then(
        () => call.end(),
        (error) => call.end(failureOfException(error)),
      );
    return result;
  } catch (error) {
    call.end(failureOfException(error));
    throw error;
  }
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}
