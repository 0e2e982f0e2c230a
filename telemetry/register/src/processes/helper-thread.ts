import { isMainThread, workerData } from 'node:worker_threads';

/**
 * Whether this is a helper thread of a library, without work of the application: pino's transports write lines in such a thread. It inherits
 * `--import` like any other thread, and would be one more instance of the service.
 */
export function isHelperThread(): boolean {
  return !isMainThread && isThreadStream(workerData);
}

/** Recognizes the worker data of the package `thread-stream`, bundled or not. */
function isThreadStream(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const { filename, dataBuf, stateBuf } = data as Record<string, unknown>;
  return typeof filename === 'string' && [dataBuf, stateBuf].every((buffer) => buffer instanceof SharedArrayBuffer);
}
