import type { ChildProcess } from 'node:child_process';

/** A connection that the first process has accepted, as `node:cluster` hands it to a worker. */
interface Connection {
  close(): void;
}

interface HandOver {
  act?: string;
  seq?: number;
}

/**
 * Closes the connections that a worker was being given when it died. `node:cluster` keeps them open for a worker that will never answer, and their
 * clients would wait until they give up (Node.js 26.10; there is no public way to see these connections). Their clients can send again at once.
 */
export function closeLostConnections(worker: ChildProcess): void {
  const onTheirWay = new Map<number, Connection>();
  const send = worker.send.bind(worker) as (message: HandOver, handle?: Connection, ...rest: unknown[]) => boolean;
  const sendAndNote: typeof send = (message, handle, ...rest) => {
    if (handle && message.act === 'newconn' && message.seq !== undefined) onTheirWay.set(message.seq, handle);
    return send(message, handle, ...rest);
  };
  worker.send = sendAndNote as ChildProcess['send'];
  worker.on('internalMessage', ({ ack }: { ack?: number }) => {
    if (ack !== undefined) onTheirWay.delete(ack);
  });
  worker.once('exit', () => {
    for (const connection of onTheirWay.values()) connection.close();
    onTheirWay.clear();
  });
}
