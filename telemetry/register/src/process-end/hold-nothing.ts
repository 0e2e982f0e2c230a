import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const sending = new AsyncLocalStorage<boolean>();

const timers = createHook({
  init(_id, type, _trigger, resource) {
    if (type === 'Timeout' && sending.getStore()) (resource as NodeJS.Timeout).unref();
  },
});

let isWatching = false;

/**
 * Runs `send` so that none of its timers and sockets keeps the process alive: OpenTelemetry's exporters retry for as long as their timeouts allow.
 * Only for the end of a process, because the hook that sees the timers makes every promise slower.
 */
export function holdNothing<Result>(send: () => Promise<Result>): Promise<Result> {
  watch();
  return sending.run(true, send);
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  timers.enable();
  subscribe('http.client.request.created', (message) => {
    if (!sending.getStore()) return;
    const { request } = message as { request: ClientRequest };
    request.once('socket', (socket) => socket.unref());
  });
}
