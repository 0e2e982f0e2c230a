import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Accepts and discards everything that is sent to a Collector. */
export async function startCollectorStub(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
