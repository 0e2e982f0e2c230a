import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Runs work outside of every request: without span, baggage or other async context. It is for what a request starts and others
 * share, such as timers of a service, pools and connections. These would otherwise keep the request's context for as long as they live,
 * and their later work would appear in its trace.
 */
// The snapshot is taken when the module is loaded, before the first request.
export const detached: <Result>(work: () => Result) => Result = AsyncLocalStorage.snapshot();
