import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { eventually } from '@cortex/trace-testing';
import Router from '@koa/router';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import Koa from 'koa';
import { koaTelemetry } from './index.ts';

const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const provider = new MeterProvider({
  readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
});
let server: Server;
let url: string;
let body: PassThrough;

beforeAll(async () => {
  metrics.setGlobalMeterProvider(provider);
  server = createServer(app().callback()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await provider.shutdown();
  metrics.disable();
});

function app(): Koa {
  const router = new Router();
  router.get('/items/:id', (ctx) => {
    ctx.body = 'item';
  });
  router.get('/fail', () => {
    throw new Error('broken');
  });
  router.get('/never', () => new Promise<void>(() => undefined));
  router.get('/late', async (ctx) => {
    await once(ctx.res, 'close');
    ctx.body = 'nobody reads this';
  });
  router.get('/stream', (ctx) => {
    body = new PassThrough();
    ctx.body = body;
    ctx.flushHeaders();
  });
  const koa = new Koa();
  koa.silent = true;
  koa.use(koaTelemetry());
  koa.use(router.routes());
  koa.use(router.allowedMethods());
  return koa;
}

/** The current data points of a metric, as text for each set of attributes. */
async function points(name: string): Promise<Map<string, unknown>> {
  exporter.reset();
  await provider.forceFlush();
  const [collected] = exporter.getMetrics();
  const all = collected?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
  const found = all.find(({ descriptor }) => descriptor.name === name);
  return new Map(found?.dataPoints.map(({ attributes, value }) => [Object.values(attributes).join(' '), value]));
}

function send(method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });
}

test('requests count under the route pattern, method and status', async () => {
  await send('GET', '/items/1');
  await send('GET', '/items/2');
  await send('GET', '/fail');
  await send('GET', '/nowhere/at/all');
  await send('POST', '/items/1');
  const counts = await points('http_requests_total');
  expect(counts.get('GET /items/:id 200')).toBe(2);
  expect(counts.get('GET /fail 500')).toBe(1);
  expect(counts.get('GET unmatched 404')).toBe(1);
  expect(counts.get('POST unmatched 405')).toBe(1);
  expect((await points('http_request_duration_seconds')).get('GET /items/:id')).toMatchObject({ count: 2 });
});

test('unusual methods share one label', async () => {
  await send('PROPFIND', '/items/1');
  await send('MKCOL', '/items/1');
  const labels = [...(await points('http_requests_total')).keys()];
  expect(labels.filter((label) => /PROPFIND|MKCOL/.test(label))).toEqual([]);
  expect(labels.filter((label) => label.startsWith('_OTHER'))).toEqual(['_OTHER unmatched 501']);
});

test('X-Process-Time is the duration of the request in seconds', async () => {
  const { headers } = await fetch(`${url}/items/1`);
  expect(headers.get('x-process-time')).toMatch(/^\d+\.\d{6}$/);
});

test('a stream counts when its headers are sent and is active until it is closed', async () => {
  const answer = await fetch(`${url}/stream`);
  expect(answer.headers.has('x-process-time')).toBe(true);
  expect((await points('http_requests_total')).get('GET /stream 200')).toBe(1);
  expect((await points('http_request_duration_seconds')).get('GET /stream')).toMatchObject({ count: 1 });
  expect((await points('http_active_requests')).get('GET /stream')).toBe(1);
  body.end();
  await answer.text();
  await eventually(async () => ((await points('http_active_requests')).get('GET /stream') === 0 ? true : undefined), {
    what: 'the stream to be over',
  });
});

test.each(['/never', '/late'])('a client that leaves before the answer counts once, as 499: %s', async (path) => {
  const abort = new AbortController();
  const asked = fetch(`${url}${path}`, { signal: abort.signal });
  await eventually(async () => ((await points('http_active_requests')).get(`GET ${path}`) === 1 ? true : undefined), {
    what: 'the request',
  });
  abort.abort();
  await expect(asked).rejects.toThrow();
  await eventually(
    async () => ((await points('http_requests_total')).get(`GET ${path} 499`) === 1 ? true : undefined),
    { what: 'the count' },
  );
  // The late answer follows within the turns of the event loop that a whole request takes.
  await send('GET', '/items/1');
  const counts = [...(await points('http_requests_total')).keys()].filter((key) => key.includes(path));
  expect(counts).toEqual([`GET ${path} 499`]);
  expect((await points('http_request_duration_seconds')).get(`GET ${path}`)).toMatchObject({ count: 1 });
  expect((await points('http_active_requests')).get(`GET ${path}`)).toBe(0);
});
