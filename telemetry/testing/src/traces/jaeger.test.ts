import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readJaegerTrace, tracesFromJaeger } from '../index.ts';

test('a server that is not a Jaeger is reported with its address', async () => {
  const server = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(readJaegerTrace(url, 'a')).rejects.toThrow(
    `expected Jaeger's JSON from ${url}/api/traces/a, got "<html>"`,
  );
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await expect(readJaegerTrace(url, 'a')).rejects.toThrow(`expected a Jaeger at ${url}, but it cannot be reached`);
});

test.each([
  [[{ key: 'error', value: true }], 'ERROR'],
  [[{ key: 'error', value: 'true' }], 'ERROR'],
  [[{ key: 'error', value: false }], 'UNSET'],
  [
    [
      { key: 'error', value: true },
      { key: 'otel.status_code', value: 'OK' },
    ],
    'OK',
  ],
])('a span with the tags %j has the status %s', (tags, status) => {
  const span = { traceID: 'a', spanID: 'b', operationName: 'work', references: [], startTime: 1, duration: 1, tags };
  const data = [{ traceID: 'a', spans: [{ ...span, processID: 'p' }], processes: { p: { serviceName: 'shop' } } }];
  expect(tracesFromJaeger({ data })[0]?.spans[0]?.status).toBe(status);
});

test('a span that also links to its parent is below it, and has the link', () => {
  const span = { traceID: 'a', operationName: 'work', startTime: 1, duration: 1, tags: [], processID: 'p' };
  const toParent = { refType: 'FOLLOWS_FROM', traceID: 'a', spanID: 'publish' };
  const elsewhere = { refType: 'FOLLOWS_FROM', traceID: 'b', spanID: 'other' };
  const spans = [
    { ...span, spanID: 'publish', references: [elsewhere] },
    { ...span, spanID: 'process', references: [toParent] },
  ];
  const [trace] = tracesFromJaeger({ data: [{ traceID: 'a', spans, processes: { p: { serviceName: 'shop' } } }] });
  const [publish] = trace?.roots ?? [];
  expect(trace?.roots).toHaveLength(1);
  expect(publish).toMatchObject({ spanId: 'publish', parentSpanId: undefined, children: [{ spanId: 'process' }] });
  expect(publish?.children[0]?.links).toEqual([expect.objectContaining({ spanId: 'publish' })]);
});
