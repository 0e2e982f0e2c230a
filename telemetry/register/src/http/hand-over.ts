import type { ServerResponse } from 'node:http';

/** Told when the answer left, on the clock of `performance.now()`. */
type HandedOver = (at: number) => void;

/** Where a response keeps it: a weak map would cost the garbage collector more. */
const HANDED_OVER = Symbol('handed over');

interface Observed extends ServerResponse {
  [HANDED_OVER]?: HandedOver;
}

type End = ServerResponse['end'];

/** Has `handedOver` called when the end of the response leaves at once. It stays uncalled where the client must read first. */
export function noteHandOver(response: Observed, handedOver: HandedOver): void {
  response[HANDED_OVER] = handedOver;
}

/** Wraps the method that ends a response. The client may read the end before the method returns, so the time is that of the call. */
export function observingEnd(end: End): End {
  return function endObserved(this: Observed, ...args: unknown[]): ServerResponse {
    const at = performance.now();
    const isFirst = !this.writableEnded;
    const response: ServerResponse = Reflect.apply(end, this, args);
    if (isFirst && this.writableEnded && this.writableLength === 0) this[HANDED_OVER]?.(at);
    return response;
  } as End;
}
