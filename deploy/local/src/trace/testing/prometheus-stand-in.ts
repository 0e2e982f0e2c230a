import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a stand-in for Prometheus' API that answers every query with one sample, or with none if no value is given. */
export async function startPrometheusStandIn(value: string | undefined) {
  const result = value === undefined ? [] : [{ metric: {}, value: [0, value] }];
  const server = createServer((_, response) => response.end(JSON.stringify({ data: { result } })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}
