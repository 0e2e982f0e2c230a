import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, startMetricHarness } from '@cortex/trace-testing';
import { observeProcess } from './process.ts';

const harness = startMetricHarness();
afterAll(() => harness.stop());

test('reports what the process uses: CPU, memory, descriptors, storage, connections and their bytes', async () => {
  observeProcess();
  const server = createServer((_, response) => response.end('x'.repeat(10_000))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}`)).text();
  expect(await harness.value('open_connections', { side: 'server' })).toBe(1);
  const received = (await harness.value('process.network.io', { 'network.io.direction': 'receive' })) as number;
  expect(received).toBeGreaterThan(10_000);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await eventually(
    async () => ((await harness.value('open_connections', { side: 'server' })) === 0 ? true : undefined),
    { what: 'the connection to be gone' },
  );
  expect(await harness.value('process.network.io', { 'network.io.direction': 'receive' })).toBeGreaterThanOrEqual(
    received,
  );
  expect(await harness.value('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(await harness.value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  const descriptors = (await harness.value('process.unix.file_descriptor.count')) as number;
  expect(descriptors).toBeGreaterThan(2);
  expect(await harness.value('process.unix.file_descriptor.limit')).toBeGreaterThan(descriptors);
  expect(await harness.value('process.disk.io', { 'disk.io.direction': 'write' })).toBeGreaterThanOrEqual(0);
});
