import { isMainThread, workerData } from 'node:worker_threads';

/**
 * Whether this is a thread in which a library does a job of its own, and none of the application: pino's transports, which write its lines. It
 * inherits `--import` like any other, and would be one more instance of the service.
 */
export function isHelperThread(): boolean {
  return !isMainThread && isThreadStream(workerData);
}

/** What the package `thread-stream` gives its thread, bundled or not. */
function isThreadStream(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const { filename, dataBuf, stateBuf } = data as Record<string, unknown>;
  return typeof filename === 'string' && [dataBuf, stateBuf].every((buffer) => buffer instanceof SharedArrayBuffer);
}
