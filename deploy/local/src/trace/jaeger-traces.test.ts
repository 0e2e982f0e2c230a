import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JaegerTraces } from './jaeger-traces.ts';

test('does not wait forever for a Jaeger that hangs', async () => {
  const hanging = createServer(() => {}).listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const traces = new JaegerTraces(url, { timeoutMilliseconds: 50 });
  await expect(traces.latest()).rejects.toThrow(`Jaeger at ${url} did not answer within 0.05 s`);
  await expect(traces.byId('a'.repeat(32))).rejects.toThrow('did not answer within');
  hanging.closeAllConnections();
  hanging.close();
});
