import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProfileStoreClient } from './profile-store.ts';

let answer: string;
let server: Server;
let store: ProfileStoreClient;

beforeEach(async () => {
  server = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = new ProfileStoreClient({ backend: 'profiles', url, variable: 'PYROSCOPE_URL', timeoutMilliseconds: 30_000 });
});

afterEach(() => server.close());

test.each([
  ['<html>A proxy says hello</html>', /LabelValues: Unexpected token/],
  ['{"names":5}', /LabelValues: .*expected array, received number/],
])('a server that answers %s is recognized as not being Pyroscope', async (text, reason) => {
  answer = text;
  const asked = store.typeId('shop', 'cpu', { start: 0, end: 1 });
  await expect(asked).rejects.toThrow(
    /^The profile store at http:\S+ does not answer as expected .* Check that PYROSCOPE_URL is the URL of one/s,
  );
  await expect(asked).rejects.toThrow(reason);
});
