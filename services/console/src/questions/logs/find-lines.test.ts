import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LogStoreClient } from '../../backends/log-store.ts';
import { findLines } from './find-lines.ts';

let server: Server;
let store: LogStoreClient;
let asked: URLSearchParams;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked = new URLSearchParams(await text(request));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = new LogStoreClient({ backend: 'logs', url, variable: 'X', timeoutMilliseconds: 5000 });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const BEGIN = Date.UTC(2026, 10, 28);
const SINCE = '_time:>=2026-11-28T00:00:00.000Z';

test.each(['*) or (*', '* or *', '* | limit 1', '* #'])(
  'the query %j is separate, so that it cannot bypass the conditions',
  async (query) => {
    await findLines(store, { query, traceId: 'a', service: 'shop', text: 'out of stock', begin: BEGIN }, 7);
    expect([asked.get('query'), asked.get('limit')]).toEqual([query, '7']);
    expect(asked.getAll('extra_filters')).toEqual([
      SINCE,
      '"service.name":="shop"',
      '"trace_id":="a"',
      '"out of stock"',
    ]);
  },
);

test('values of a user stay within their quotes', async () => {
  await findLines(store, { text: '" or "', service: '"} | limit 1 \\', begin: BEGIN }, 1);
  expect(asked.get('query')).toBe('*');
  expect(asked.getAll('extra_filters')).toEqual([SINCE, '"service.name":="\\"} | limit 1 \\\\"', '"\\" or \\""']);
});

test('without a time all lines of the store are searched', async () => {
  await findLines(store, { traceId: 'a' }, 1);
  expect(asked.getAll('extra_filters')).toEqual(['"trace_id":="a"']);
});
