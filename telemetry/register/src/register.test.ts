import { platformContract } from '@cortex/signals/platform-contract';
import { eventually, OtlpReceiver, type OtlpSpan, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from './test-support/app-process.ts';

const SERVER = 2;
const CLIENT = 3;

async function tracedRequest(env: Record<string, string> = {}) {
  const receiver = await OtlpReceiver.start();
  const app = new AppProcess({
    app: 'koa-app.ts',
    // Also limits the time of an export; with less, exports fail on a busy machine.
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_METRIC_EXPORT_INTERVAL: '5000', ...env },
  });
  const url = await app.url();
  await fetch(`${url}/health/live`);
  await fetch(`${url}/items/42`, { headers: { baggage: 'tenant=acme' } });
  return { receiver, app, url };
}

/** The start of a span and that of its parent are each exact to the millisecond. */
const UNCERTAIN_NANOSECONDS = 2_000_000n;

/** Whether `span` lies within `parent`. Only the start of a server span is checked: it ends when its response is closed, for which the client may not wait. */
function isWithin(span: OtlpSpan, parent: OtlpSpan): boolean {
  const early = BigInt(parent.startTimeUnixNano) - BigInt(span.startTimeUnixNano);
  const late = span.kind === SERVER ? 0n : BigInt(span.endTimeUnixNano) - BigInt(parent.endTimeUnixNano);
  return early <= UNCERTAIN_NANOSECONDS && late <= UNCERTAIN_NANOSECONDS;
}

describe('an ES module app with telemetry registered', () => {
  let running: Awaited<ReturnType<typeof tracedRequest>>;
  let spans: OtlpSpan[];

  beforeAll(async () => {
    running = await tracedRequest({ OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,team=a' });
    const root = await eventually(() => running.receiver.spans.find(({ name }) => name === 'GET /items/:id'), {
      what: 'the server span',
    });
    await eventually(() => running.receiver.logs[0], { what: 'the log record' });
    spans = running.receiver.spans.filter(({ traceId }) => traceId === root.traceId);
  });

  afterAll(async () => {
    await running.app[Symbol.asyncDispose]();
    await running.receiver[Symbol.asyncDispose]();
  });

  test('sends one connected trace named after the route, without spans for middleware', () => {
    expect(spans.map(({ name }) => name).toSorted()).toEqual([
      'GET',
      'GET',
      'GET /items/:id',
      'GET /plain',
      'GET /plain',
    ]);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId))).toHaveLength(1);
  });

  test('has every span within its parent', () => {
    const parents = new Map(spans.map((span) => [span.spanId, span]));
    const outside = spans.filter((span) => {
      const parent = parents.get(span.parentSpanId ?? '');
      return parent !== undefined && !isWithin(span, parent);
    });
    expect(outside).toEqual([]);
  });

  test('uses only stable HTTP conventions', () => {
    const server = spans.find(({ name }) => name === 'GET /items/:id');
    const client = spans.find(({ kind }) => kind === CLIENT);
    expect(server?.kind).toBe(SERVER);
    expect(plainAttributes(server?.attributes ?? [])).toMatchObject({
      'http.request.method': 'GET',
      'http.route': '/items/:id',
      'http.response.status_code': 200,
      'url.path': '/items/42',
    });
    expect(plainAttributes(client?.attributes ?? [])).toMatchObject({
      'http.response.status_code': 200,
      'server.address': '127.0.0.1',
    });
    expect(spans.flatMap(({ attributes }) => attributes).filter(({ key }) => key.endsWith('method_original'))).toEqual(
      [],
    );
    const names = spans.flatMap(({ attributes }) => attributes.map(({ key }) => key));
    expect(names.filter((name) => /^http\.(method|status_code|url|target)$|^net\./.test(name))).toEqual([]);
  });

  test('does not export queries', () => {
    const sent = spans.flatMap(({ attributes }) => attributes);
    expect(sent.filter(({ value }) => JSON.stringify(value).includes('leak'))).toEqual([]);
    const urls = sent.filter(({ key }) => key === 'url.full').map(({ value }) => value.stringValue);
    expect(urls.toSorted()).toEqual([`${running.url}/plain`, `${running.url}/plain`]);
  });

  test('has no spans for health checks and its own exports', () => {
    const urls = running.receiver.spans.flatMap(({ attributes }) => {
      const { 'url.path': path, 'url.full': full } = plainAttributes(attributes);
      return [path, full].filter((url) => url !== undefined).map(String);
    });
    expect(urls.filter((url) => /health|\/v1\//.test(url))).toEqual([]);
  });

  test('exports outside of the trace of the request that recorded the telemetry', () => {
    expect(running.receiver.received.length).toBeGreaterThan(1);
    expect(running.receiver.received.filter(({ context }) => context !== undefined)).toEqual([]);
  });

  test('describes the resource', () => {
    const [body] = running.receiver.bodies.filter(({ resourceSpans }) => resourceSpans !== undefined);
    expect(plainAttributes(body?.resourceSpans?.[0]?.resource.attributes ?? [])).toMatchObject({
      'service.name': 'app',
      'service.version': '0.1.0',
      'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'deployment.environment.name': 'test',
      team: 'a',
    });
  });

  test('sends log lines as records of the trace, and writes the ids into the lines', () => {
    const [record] = running.receiver.logs;
    const server = spans.find(({ name }) => name === 'GET /items/:id');
    expect(record).toMatchObject({
      body: { stringValue: 'item asked for' },
      severityNumber: 13,
      severityText: 'warn',
      traceId: server?.traceId,
    });
    expect(plainAttributes(record?.attributes ?? [])).toEqual({ item: '42' });
    expect(running.app.stdout).toContain(`"trace_id":"${server?.traceId}","span_id":"${record?.spanId}"`);
  });

  test('sends the HTTP, runtime and own metrics', async () => {
    const wanted = [
      'http.server.request.duration',
      'http.client.request.duration',
      'http_requests_total',
      'http_request_duration_seconds',
      'http_active_requests',
      'nodejs.eventloop.delay.p99',
      'v8js.memory.heap.used',
      'otel.sdk.processor.span.processed',
      'otel.sdk.processor.log.processed',
    ];
    await eventually(
      () => {
        const found = new Set(running.receiver.metrics.map(({ name }) => name));
        return wanted.every((name) => found.has(name)) ? true : undefined;
      },
      { what: `the metrics ${wanted}` },
    );
  });

  test('emits nothing that the contract does not declare', () => {
    const { metrics, attributes } = platformContract();
    for (const { name, unit, histogram } of running.receiver.metrics) {
      const declared = { name, unit: metrics[name]?.unit, bounds: metrics[name]?.buckets };
      const bounds = histogram?.dataPoints[0]?.explicitBounds;
      expect(declared).toEqual({ name, unit, bounds });
    }
    const names = running.receiver.spans.flatMap((span) => span.attributes.map(({ key }) => key));
    expect(names.filter((name) => attributes[name] === undefined)).toEqual([]);
  });

  test('does not measure its own exports as requests of the application', async () => {
    const { port } = new URL(running.receiver.url);
    const ports = running.receiver.metrics
      .filter(({ name }) => name === 'http.client.request.duration')
      .flatMap(
        ({ histogram }) =>
          histogram?.dataPoints.map(({ attributes }) => String(plainAttributes(attributes)['server.port'])) ?? [],
      );
    expect(ports).not.toContain(port);
  });

  test('reports the route and 499 for a client that leaves, on its span and in the metrics', async () => {
    const leave = new AbortController();
    const asked = fetch(`${running.url}/late`, { signal: leave.signal });
    await eventually(() => running.app.stdout.includes('waiting'), { what: 'the request' });
    leave.abort();
    await expect(asked).rejects.toThrow();
    const span = await eventually(() => running.receiver.spans.find(({ name }) => name === 'GET /late'), {
      what: 'its span',
    });
    expect(span.status.code ?? 0).toBe(0);
    const attributes = plainAttributes(span.attributes);
    expect(attributes).toMatchObject({ 'http.route': '/late', 'http.response.status_code': 499 });
    expect(attributes).not.toHaveProperty('error.type');
    const served = (await (await fetch(`${running.url}/metrics`)).text()).split('\n');
    const counted = served.filter((line) => /"\/late"/.test(line) && /^http_.*(total|count)\{/.test(line));
    expect(counted.map((line) => line.replace(/\{.*\}/, '')).toSorted()).toEqual([
      'http_request_duration_seconds_count 1',
      'http_requests_total 1',
      'http_server_request_duration_seconds_count 1',
    ]);
    expect(counted.filter((line) => line.includes('="499"'))).toHaveLength(2);
  });

  test('writes nothing to standard error', () => {
    expect(running.app.stderr).toBe('');
  });
});

test.each([
  ['env,host,os', ['service.name', 'host.name', 'os.type'], ['process.pid', 'service.instance.id']],
  ['container,serviceinstance', ['service.instance.id'], ['host.name', 'team']],
])('OTEL_NODE_RESOURCE_DETECTORS=%s selects the detectors', async (OTEL_NODE_RESOURCE_DETECTORS, present, absent) => {
  await using receiver = await OtlpReceiver.start();
  const listed = { OTEL_NODE_RESOURCE_DETECTORS, OTEL_RESOURCE_ATTRIBUTES: 'team=a' };
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...listed };
  await using app = new AppProcess({ app: 'one-span.ts', env });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.stderr).toBe('');
  const [body] = receiver.bodies.filter(({ resourceSpans }) => resourceSpans !== undefined);
  const names = body?.resourceSpans?.[0]?.resource.attributes.map(({ key }) => key) ?? [];
  expect(names).toEqual(expect.arrayContaining(present));
  expect(names.filter((name) => absent.includes(name))).toEqual([]);
});

test('OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf sends all signals as protobuf', async () => {
  const { receiver, app } = await tracedRequest({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
  await using _app = app;
  await using _receiver = receiver;
  const arrived = await eventually(
    () => {
      const paths = new Set(receiver.received.map(({ path }) => path));
      return paths.size === 3 ? paths : undefined;
    },
    { what: 'all signals' },
  );
  expect([...arrived].toSorted()).toEqual(['/v1/logs', '/v1/metrics', '/v1/traces']);
  expect(new Set(receiver.received.map(({ contentType }) => contentType))).toEqual(new Set(['application/x-protobuf']));
});

test('a signal may have a protocol of its own', async () => {
  const { receiver, app } = await tracedRequest({ OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/protobuf' });
  await using _app = app;
  await using _receiver = receiver;
  const log = await eventually(() => receiver.received.find(({ path }) => path === '/v1/logs'), { what: 'logs' });
  await eventually(() => receiver.spans[0], { what: 'traces as JSON' });
  expect(log.contentType).toBe('application/x-protobuf');
});

test('OTEL_SDK_DISABLED=true starts no telemetry', async () => {
  await using app = new AppProcess({ app: 'koa-app.ts', env: { OTEL_SDK_DISABLED: 'true' } });
  const answer = await fetch(`${await app.url()}/metrics`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('telemetry is not running');
});

test('--require registers telemetry for a CommonJS app', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'commonjs.cjs',
    preload: '--require',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  const url = await app.url();
  await fetch(url);
  const span = await eventually(() => receiver.spans[0], { what: 'the span' });
  expect(plainAttributes(span.attributes)).toMatchObject({ 'http.response.status_code': 200 });
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('http_server_request_duration_seconds_count');
  expect(app.stderr).toBe('');
});

test('by default, all instrumentations of @opentelemetry/auto-instrumentations-node run that its variables leave on', async () => {
  const { receiver, app } = await tracedRequest({
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: '',
    OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'net,dns',
  });
  await using _app = app;
  await using _receiver = receiver;
  const route = await eventually(() => receiver.spans.find(({ name }) => name === 'router - /items/:id'), {
    what: 'the span of the Koa handler',
  });
  expect(plainAttributes(route.attributes)).toMatchObject({ 'http.route': '/items/:id' });
  expect(receiver.spans.filter(({ name }) => /^(?:tcp|dns)/.test(name))).toEqual([]);
});
