import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppProcess } from '../test-support/app-process.ts';

test('a process without further work pushes its last profile to Pyroscope and ends', async () => {
  let pushes = 0;
  const server = createServer((request, response) => {
    pushes += 1;
    request.resume().once('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using app = new AppProcess({
    app: 'one-span.ts',
    env: { CORTEX_PROFILES: 'pyroscope', PYROSCOPE_URL: url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(pushes).toBeGreaterThan(0);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
