import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readJaegerTrace } from './index.ts';

test('what is no Jaeger is told by its address', async () => {
  const server = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(readJaegerTrace(url, 'a')).rejects.toThrow(
    `expected JSON of a Jaeger from ${url}/api/traces/a, got "<html>"`,
  );
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await expect(readJaegerTrace(url, 'a')).rejects.toThrow(`expected a Jaeger at ${url}, it cannot be reached`);
});
