import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Runs work outside of every request, with no span, no baggage and no other async context. For what a request starts and others use
 * too: timers of a service, pools, connections. They would keep the request's context for as long as they live, and what they do later
 * would appear in its trace.
 */
// Taken when the module is loaded, which is before the first request.
export const detached: <Result>(work: () => Result) => Result = AsyncLocalStorage.snapshot();
