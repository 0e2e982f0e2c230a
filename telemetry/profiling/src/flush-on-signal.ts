import { isMainThread } from 'node:worker_threads';

export type FlushSignal = 'SIGUSR2';

/**
 * Makes a signal end the running profile interval and send it at once. Signalling at both ends of a time window thus yields profiles of just that
 * window. Signals reach only the main thread, so other threads keep their intervals. @returns a function that removes the listener
 */
export function flushOnSignal(signal: FlushSignal | undefined, flush: () => void): () => void {
  if (signal === undefined || !isMainThread) return () => {};
  process.on(signal, flush);
  return () => process.removeListener(signal, flush);
}
