import { isMainThread } from 'node:worker_threads';

export type FlushSignal = 'SIGUSR2';

/**
 * Has a signal end the running profile interval and send it at once, so that whoever sends it at both ends of a window gets profiles of just that
 * window. Signals reach the main thread only: other threads go on sending at their interval. Returns what undoes it.
 */
export function flushOnSignal(signal: FlushSignal | undefined, flush: () => void): () => void {
  if (signal === undefined || !isMainThread) return () => {};
  process.on(signal, flush);
  return () => process.removeListener(signal, flush);
}
