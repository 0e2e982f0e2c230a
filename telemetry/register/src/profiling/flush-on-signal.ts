import { isMainThread } from 'node:worker_threads';

const SIGNAL = 'SIGUSR2';

/**
 * Has SIGUSR2 end the running profile interval and send it at once, so that whoever sends it at both ends of a window gets profiles of just that
 * window. Signals reach the main thread only: other threads go on sending at their interval. Returns what undoes it.
 */
export function flushOnSignal(flush: () => void): () => void {
  if (!isMainThread) return () => {};
  process.on(SIGNAL, flush);
  return () => process.removeListener(SIGNAL, flush);
}
