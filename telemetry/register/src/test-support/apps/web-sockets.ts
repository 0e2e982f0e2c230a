/** Opens a WebSocket, opens one that is refused, and upgrades a connection with undici and with node:http. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, upgrade } from 'undici';

// https://www.rfc-editor.org/rfc/rfc6455#section-1.3
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const CLOSE = Buffer.from([0x88, 0]);

const server = createServer().on('upgrade', ({ headers, url }, socket) => {
  if (url === '/refused') return void socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${GUID}`).digest('base64');
  const answer = ['HTTP/1.1 101 Switching Protocols', `Upgrade: ${headers.upgrade}`, 'Connection: Upgrade'];
  socket.write(`${answer.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.once('data', () => socket.end(CLOSE));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

const socket = new WebSocket(`ws://127.0.0.1:${port}/opened?token=leak`);
await once(socket, 'open');
// The socket stays open until the signal, so a span that ends only with the socket would be missing until then.
process.once('SIGUSR2', async () => {
  socket.close();
  await once(socket, 'close');
  server.close();
});
await once(new WebSocket(`ws://127.0.0.1:${port}/refused`), 'error');

const dispatcher = new Agent();
const byUndici = await upgrade(`http://127.0.0.1:${port}/undici`, { protocol: 'echo', dispatcher });
byUndici.socket.destroy();
await dispatcher.close();

const headers = { connection: 'upgrade', upgrade: 'echo' };
const [, byHttp] = await once(request({ port, path: '/http', headers }).end(), 'upgrade');
byHttp.destroy();
console.log('done');
