import { diag } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter } from '@opentelemetry/sdk-metrics';
import { PushReader } from './push-reader.ts';

afterEach(() => diag.disable());

test('an SDK with other private parts costs the last metrics alone, and one line says so', () => {
  const lines: unknown[][] = [];
  const note = (...line: unknown[]) => void lines.push(line);
  diag.setLogger({ error: note, warn: note, info: note, debug: note, verbose: note });
  lines.length = 0;
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PushReader({ exporter, exportIntervalMillis: 60_000 });
  reader.setMetricProducer({ collect: () => Promise.reject(new Error('not in time')) });
  reader.handOver();
  expect(exporter.getMetrics()).toEqual([]);
  expect(lines).toEqual([['the last metrics are lost', expect.any(TypeError)]]);
});
