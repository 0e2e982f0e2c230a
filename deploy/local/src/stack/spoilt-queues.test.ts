import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spoiltQueues } from './spoilt-queues.ts';

test('names the queues that were set aside since the start, and no older ones', () => {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const names = [
    'exporter_otlp_http_logs_logs',
    'exporter_otlp_http_logs_logs.spoilt-20260102T030405.678Z',
    'exporter_otlp_grpc_jaeger_traces.spoilt-20260101T000000.000Z',
  ];
  for (const name of names) writeFileSync(join(directory.path, name), '');
  const said = spoiltQueues(directory.path, Date.parse('2026-01-02T00:00:00Z'));
  expect(said).toEqual([
    `The Collector could not open its queue exporter_otlp_http_logs_logs and set it aside. What waited in it is not delivered; it is kept as ${join(directory.path, names[1] ?? '')}`,
  ]);
});

test('finds none before the first start', () => {
  expect(spoiltQueues('/no/such/directory', 0)).toEqual([]);
});
