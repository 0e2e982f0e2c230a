import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OtlpReceiver } from '@cortex/trace-testing';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { OutageReport } from '../export/outages/outage-report.ts';
import type { MetricsEndpoint } from './exporter.ts';
import { metricReaders } from './metric-readers.ts';

const VARIABLES = [
  'OTEL_METRICS_EXPORTER',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE',
  'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION',
];

afterEach(() => {
  for (const name of VARIABLES) delete process.env[name];
});

/** The value of `jobs` in `/metrics`. */
async function served(endpoint: MetricsEndpoint | undefined): Promise<string | undefined> {
  const server = createServer((request, response) => void endpoint?.answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const text = await answer.text();
  await new Promise((resolve) => server.close(resolve));
  return /^jobs_total\S* (\d+)$/m.exec(text)?.[1];
}

test.each([
  ['cumulative', 1, [2, 4]],
  ['delta', 2, [2, 2]],
])('when %s sums are pushed (%d readers), /metrics shows the total', async (temporality, count, pushed) => {
  await using receiver = await OtlpReceiver.start();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  process.env.OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE = temporality;
  const { readers, endpoint } = metricReaders(new OutageReport());
  expect(readers).toHaveLength(count);
  const provider = new MeterProvider({ readers });
  const jobs = provider.getMeter('test').createCounter('jobs');
  for (const total of ['2', '4']) {
    jobs.add(2);
    expect(await served(endpoint)).toBe(total);
    await provider.forceFlush();
  }
  await provider.shutdown();
  const sums = receiver.metrics.map(({ sum }) => Number(sum?.dataPoints[0]?.asDouble ?? sum?.dataPoints[0]?.asInt));
  expect(sums.slice(0, 2)).toEqual(pushed);
});

test('the environment can select exponential histograms, also for those with bucket boundaries of their own', async () => {
  await using receiver = await OtlpReceiver.start();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  process.env.OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION = 'base2_exponential_bucket_histogram';
  const provider = new MeterProvider({ readers: metricReaders(new OutageReport()).readers });
  const meter = provider.getMeter('test');
  meter.createCounter('jobs').add(1);
  meter.createHistogram('plain').record(1);
  meter.createHistogram('advised', { advice: { explicitBucketBoundaries: [1, 2] } }).record(1);
  await provider.shutdown();
  const kinds = receiver.metrics.map(({ name, ...kind }) => [
    name,
    ['sum', 'exponentialHistogram'].find((key) => key in kind),
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    jobs: 'sum',
    plain: 'exponentialHistogram',
    advised: 'exponentialHistogram',
  });
});

test('with only /metrics, nothing is pushed', () => {
  process.env.OTEL_METRICS_EXPORTER = 'prometheus';
  expect(metricReaders(new OutageReport()).readers).toHaveLength(1);
});

test('without metrics there is no /metrics', () => {
  process.env.OTEL_METRICS_EXPORTER = 'none';
  expect(metricReaders(new OutageReport())).toEqual({ readers: [], pushed: [], endpoint: undefined });
});
