import { diag } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider } from '@opentelemetry/sdk-metrics';
import { PushReader } from './push-reader.ts';

afterEach(() => diag.disable());

test('with other private parts in the SDK only the last metrics are lost, and one line says so', () => {
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

test('a callback that throws affects only its own metric', () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PushReader({ exporter, exportIntervalMillis: 60_000 });
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test');
  const fail = () => {
    throw new Error('not now');
  };
  const [broken, whole] = [meter.createObservableGauge('broken'), meter.createObservableGauge('whole')];
  broken.addCallback(fail);
  meter.addBatchObservableCallback(fail, [broken]);
  whole.addCallback((result) => result.observe(1));
  reader.handOver();
  const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  expect(metrics.map(({ descriptor: { name }, dataPoints }) => [name, dataPoints[0]?.value])).toContainEqual([
    'whole',
    1,
  ]);
});
