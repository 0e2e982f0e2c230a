import { once } from 'node:events';
import { createServer } from 'node:net';
import { hiddenAddresses } from './hidden-addresses.ts';

test('returns a different address of loopback each time', async () => {
  const hosts = await Promise.all(Array.from({ length: 5 }, async () => (await hiddenAddresses(['only'])).host));
  for (const host of hosts) expect(host).toMatch(/^127\.\d+\.\d+\.\d+$/);
  expect(hosts).not.toContain('127.0.0.1');
  expect(new Set(hosts).size).toBe(hosts.length);
});

test('returns a free port of its own for each name', async () => {
  const { host, ports } = await hiddenAddresses(['first', 'second']);
  expect(ports.first).not.toBe(ports.second);
  for (const port of Object.values(ports)) {
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    await once(server.close(), 'close');
  }
});
