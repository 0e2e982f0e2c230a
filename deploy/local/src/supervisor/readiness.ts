import { setTimeout as pause } from 'node:timers/promises';

/** Not an `import`, which reads all exports of the module, among them lazy ones that load all of `fetch`: 14 MB for nothing. */
const { get } = process.getBuiltinModule('node:http');

const INTERVAL_MILLISECONDS = 30;
const ATTEMPT_MILLISECONDS = 2_000;

/** Asks the URL until it answers 2xx. Rejects with the signal's reason. */
export async function waitUntilReady(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answersWell(url, signal))) await pause(INTERVAL_MILLISECONDS, undefined, { signal });
}

/** Asks on a new connection each time, because a stopping process would wait for one that is left open. */
function answersWell(url: string, stop: AbortSignal): Promise<boolean> {
  stop.throwIfAborted();
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ATTEMPT_MILLISECONDS)]);
  return new Promise((resolve) => {
    const request = get(url, { agent: false, signal }, ({ statusCode = 0 }) => {
      resolve(statusCode >= 200 && statusCode < 300);
      request.destroy();
    });
    request.on('error', () => resolve(false));
  });
}
