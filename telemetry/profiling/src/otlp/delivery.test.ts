import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { METRIC_TELEMETRY_PROFILES_DROPPED } from '../contract.ts';
import { REPORT_TO_DIAG } from '../report.ts';
import { Delivery } from './delivery.ts';

const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 });
const provider = new MeterProvider({ readers: [reader] });

let server: Server;
let status: number;
let received: number[];
let delivery: Delivery;

beforeEach(async () => {
  metrics.setGlobalMeterProvider(provider);
  status = 200;
  received = [];
  server = createServer(async (request, response) => {
    const [body] = (await request.toArray()) as [Buffer];
    if (status === 200) received.push(body[0] ?? -1);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Shorter than the first backoff of the exporter's own retries, so that an attempt fails at once.
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '900';
  delivery = new Delivery(REPORT_TO_DIAG);
  delivery.observe();
});

afterEach(async () => {
  await delivery.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  metrics.disable();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  delete process.env.OTEL_EXPORTER_OTLP_TIMEOUT;
});

afterAll(() => provider.shutdown());

test('each count of dropped exports starts at 0, so that the first loss shows as an increase', async () => {
  expect(await Promise.all(['queue_full', 'rejected', 'shutdown'].map(dropped))).toEqual([0, 0, 0]);
});

test('queued requests are delivered in order once the Collector is back, after a long outage only the newest', async () => {
  const before = await dropped('queue_full');
  status = 503;
  for (const id of [1, 2, 3, 4, 5, 6]) {
    delivery.add(Uint8Array.of(id));
    await delivery.flush();
  }
  expect(received).toEqual([]);
  status = 200;
  await delivery.flush();
  expect(received).toEqual([3, 4, 5, 6]);
  expect((await dropped('queue_full')) - before).toBe(2);
});

test('an exporter that throws is a failure like any other, and the request is sent later', async () => {
  const clock = Object.getOwnPropertyDescriptor(globalThis, 'performance') as PropertyDescriptor;
  Reflect.deleteProperty(globalThis, 'performance');
  try {
    delivery.add(Uint8Array.of(1));
    await delivery.flush();
  } finally {
    Object.defineProperty(globalThis, 'performance', clock);
  }
  expect(received).toEqual([]);
  await delivery.flush();
  expect(received).toEqual([1]);
});

test('a request that the Collector rejects is dropped and counted, and does not block later ones', async () => {
  const before = await dropped('rejected');
  status = 400;
  delivery.add(Uint8Array.of(1));
  await delivery.flush();
  status = 200;
  delivery.add(Uint8Array.of(2));
  await delivery.flush();
  expect(received).toEqual([2]);
  expect((await dropped('rejected')) - before).toBe(1);
});

test('a request that cannot be sent at the stop is dropped and counted', async () => {
  const before = await dropped('shutdown');
  status = 503;
  delivery.add(Uint8Array.of(1));
  await delivery.stop();
  expect((await dropped('shutdown')) - before).toBe(1);
});

async function dropped(reason: string): Promise<number> {
  await reader.forceFlush();
  const points = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap((scope) => scope.metrics)
    .filter(({ descriptor }) => descriptor.name === METRIC_TELEMETRY_PROFILES_DROPPED)
    .flatMap(({ dataPoints }) => dataPoints.filter(({ attributes }) => attributes.reason === reason));
  return Number(points.at(-1)?.value);
}
