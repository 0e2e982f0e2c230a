import cluster from 'node:cluster';

/** Messages of the first process to its workers. */
export type StopMessage = 'stop' | 'hurry';

export interface StopRequests {
  /** Resolves when the process has to stop. */
  first: Promise<void>;
  /** Aborted when it has to stop at once. */
  second: AbortSignal;
}

/**
 * Listens for the first and the second SIGTERM or SIGINT. Workers listen for messages of the first process instead: a signal may reach the whole
 * process group, and would count twice.
 */
export function stopRequests(): StopRequests {
  const { promise: first, resolve } = Promise.withResolvers<void>();
  const second = new AbortController();
  let received = 0;
  const receive = () => {
    received += 1;
    if (received === 1) resolve();
    else second.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, cluster.isWorker ? () => undefined : receive);
  if (cluster.isWorker) process.on('message', (message) => isStopMessage(message) && receive());
  return { first, second: second.signal };
}

function isStopMessage(message: unknown): message is StopMessage {
  return message === 'stop' || message === 'hurry';
}
