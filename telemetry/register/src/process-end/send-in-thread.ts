import { Worker } from 'node:worker_threads';
import type { OtlpRequest } from '../export/otlp/outbox.ts';

const SENT = 1;

interface Task {
  readonly requests: readonly OtlpRequest[];
  /** One number: 0 until all requests are finished, then 1 if all were accepted, else 2. */
  readonly outcome: Int32Array;
}

/**
 * Sends requests from another thread, once each, while this thread waits, for a process whose event loop no longer runs.
 * @returns whether all were accepted in time
 */
export function sendInThread(requests: readonly OtlpRequest[], limitMilliseconds: number): boolean {
  if (limitMilliseconds <= 0) return false;
  const outcome = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task: Task = { requests, outcome };
  // Without NODE_OPTIONS and the flags of this process, which may load telemetry or anything else into the thread.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const thread = new Worker(`(${sendAll})()`, { eval: true, execArgv: [], env, stdout: true, workerData: task });
  thread.on('error', () => undefined).unref();
  Atomics.wait(outcome, 0, 0, limitMilliseconds);
  return outcome[0] === SENT;
}

/** Runs in the other thread from its source text, and so cannot use anything outside of it. Source text needs no file, and starts sooner. */
function sendAll(): void {
  const { requests, outcome }: Task = process.getBuiltinModule('node:worker_threads').workerData;

  function send({ destination, body }: OtlpRequest): Promise<boolean> {
    const { url, headers, gzip, tls } = destination;
    const { request } = process.getBuiltinModule(url.startsWith('https:') ? 'node:https' : 'node:http');
    const encoding = gzip ? { 'Content-Encoding': 'gzip' } : {};
    const sent = gzip ? process.getBuiltinModule('node:zlib').gzipSync(body) : body;
    return new Promise((resolve) => {
      request(url, { method: 'POST', ...tls, headers: { ...headers, ...encoding } })
        .once('response', (answer) => resolve((answer.statusCode ?? 0) < 300))
        .once('error', () => resolve(false))
        .end(sent);
    });
  }

  void Promise.all(requests.map(send)).then((taken) => {
    Atomics.store(outcome, 0, taken.every(Boolean) ? 1 : 2);
    Atomics.notify(outcome, 0);
  });
}
