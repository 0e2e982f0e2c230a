import { connect } from 'node:net';
import { ADDRESS } from './address.ts';
import type { Answer } from './answer.ts';

const PATIENCE_MILLISECONDS = 5000;

/** Writes bytes to a port and waits until the server has closed the connection, or has been silent for a while. */
export function sendRaw(url: string, bytes: Buffer): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: ADDRESS });
    let answered: Answer = {};
    const leave = () => socket.destroy();
    socket.setTimeout(PATIENCE_MILLISECONDS, leave);
    socket.on('data', (data) => {
      const [, status] = /^HTTP\/1\.\d (\d{3})/.exec(data.toString('latin1', 0, 16)) ?? [];
      if (status === undefined) return;
      answered = { status: Number(status), isShed: /^retry-after:/im.test(data.toString('latin1')) };
      leave();
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(answered));
    socket.end(bytes);
  });
}
