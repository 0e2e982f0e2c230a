import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JaegerTraces } from './jaeger-traces.ts';

test('looks back as far as the store keeps traces', async () => {
  const asked: (string | null)[] = [];
  const jaeger = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://jaeger').searchParams.get('lookback'));
    response.end('{"data":[]}');
  }).listen(0, '127.0.0.1');
  await once(jaeger, 'listening');
  const url = `http://127.0.0.1:${(jaeger.address() as AddressInfo).port}`;
  const traces = new JaegerTraces(url, { retentionHours: 720 });
  await expect(traces.latest()).rejects.toThrow('no trace of core-api yet');
  await expect(traces.ofInput('one')).rejects.toThrow('no trace of the input');
  expect(asked).toEqual(['720h', '720h']);
  expect(traces.retentionMilliseconds).toBe(30 * 24 * 3_600_000);
  jaeger.close();
});

test('does not wait forever for a Jaeger that hangs', async () => {
  const hanging = createServer(() => {}).listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const traces = new JaegerTraces(url, { retentionHours: 1, timeoutMilliseconds: 50 });
  await expect(traces.latest()).rejects.toThrow(`Jaeger at ${url} did not answer within 0.05 s`);
  await expect(traces.byId('a'.repeat(32))).rejects.toThrow('did not answer within');
  hanging.closeAllConnections();
  hanging.close();
});
