import { randomUUID } from 'node:crypto';
import { CoreApiClient, traceOfInput } from '@cortex/local/demo';
import { eventually, type Trace } from '@cortex/trace-testing';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { exportByGrpc } from '../../platform/export-by-grpc.ts';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { ElasticsearchServer } from './elasticsearch-server.ts';
import { JaegerPart } from './jaeger-part.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const PATIENCE_MILLISECONDS = 120_000;

let server: ElasticsearchServer;
let platform: StartedProcesses;
let client: CoreApiClient;

beforeAll(async () => {
  server = await ElasticsearchServer.start();
  platform = await new ProcessRunner({
    env: { CORTEX_ELASTICSEARCH_URL: server.url, CORTEX_ELASTICSEARCH_REPLICAS: '0' },
    startTimeoutMilliseconds: PATIENCE_MILLISECONDS,
  }).start();
  client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(480_000));
  await client.login(USER);
});

afterAll(async () => {
  await platform?.stop();
  await server?.[Symbol.asyncDispose]();
});

/** Sends an input, and returns its trace from Jaeger. */
async function tracedInput(content: string): Promise<Trace> {
  return traceOf(await sendInput(content));
}

/** Sends an input, and returns the user agent by which its trace is found. */
async function sendInput(content: string): Promise<string> {
  const userAgent = `scale/${randomUUID()}`;
  await client.sendInput(content, userAgent);
  return userAgent;
}

function traceOf(userAgent: string): Promise<Trace> {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  return traceOfInput({ jaeger: platform.urls.jaeger, userAgent, signal });
}

/** Sends a span by OTLP over gRPC. Returns its trace id. */
async function sendSpan(url: string): Promise<string> {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const span = provider.getTracer('scale').startSpan('stored by the collector');
  span.end();
  await provider.forceFlush();
  await exportByGrpc(url, ProtobufTraceSerializer.serializeRequest(exporter.getFinishedSpans()) ?? new Uint8Array());
  return span.spanContext().traceId;
}

async function answer(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** The ids of the traces that a search of Jaeger finds. */
async function found(jaeger: string, search: string): Promise<string[]> {
  const { data } = await answer(`${jaeger}/api/traces?limit=20&lookback=1h&${search}`);
  return (data as { traceID: string }[]).map(({ traceID }) => traceID);
}

test('what an input did is found as in Badger: by id, service, operation, tag, duration and error', async () => {
  const { traceId, spans } = await tracedInput('kept by Elasticsearch');
  expect(spans.map(({ service }) => service)).toEqual(
    expect.arrayContaining(['core-api', 'memory-service', 'cognition-service']),
  );
  const { jaeger } = platform.urls;
  const tags = (values: object) => `tags=${encodeURIComponent(JSON.stringify(values))}`;
  const searches = [
    'service=core-api',
    `service=core-api&operation=${encodeURIComponent('POST /input')}`,
    `service=memory-service&${tags({ 'gen_ai.tool.name': 'store_input' })}`,
    'service=core-api&minDuration=100us',
  ];
  for (const search of searches)
    expect({ search, ids: await found(jaeger, search) }).toMatchObject({ ids: expect.arrayContaining([traceId]) });
  expect(await found(jaeger, `service=core-api&${tags({ error: 'true' })}`)).not.toContain(traceId);
  expect(await found(jaeger, 'service=core-api&minDuration=1h')).toEqual([]);
  const { data: services } = await answer(`${jaeger}/api/services`);
  expect(services).toEqual(expect.arrayContaining(['core-api', 'memory-service', 'cognition-service']));
});

test('the console explains a trace that Elasticsearch has', async () => {
  const { traceId } = await tracedInput('explained');
  const { console: page } = platform.urls;
  const { traces } = (await answer(`${page}/api/traces?service=core-api&order=newest`)) as {
    traces: { traceId: string }[];
  };
  expect(traces.map((one) => one.traceId)).toContain(traceId);
  const explained = await answer(`${page}/api/traces/${traceId}/explanation`);
  expect(explained).toMatchObject({ findings: expect.any(Array) });
});

test('a process that only stores and one that only answers share the traces', async () => {
  const { traceId } = await tracedInput('read by another process');
  await using query = await JaegerPart.start('query', server.url);
  await using collector = await JaegerPart.start('collector', server.url);
  expect(await found(query.url, 'service=core-api')).toContain(traceId);
  const stored = await sendSpan(collector.otlp);
  await eventually(async () => (await fetch(`${query.url}/api/traces/${stored}`)).ok, {
    what: 'the span that the collector has stored',
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
  await expect(fetch(`${collector.url}/api/services`)).rejects.toThrow();
});

test('while Elasticsearch is away requests go on, and what Jaeger cannot store is counted; once it is back, all is as before', async () => {
  const before = await tracedInput('before');
  await server.kill();
  await sendInput('meanwhile');
  const refused = await fetch(`${platform.urls.jaeger}/api/traces/${before.traceId}`);
  expect(refused.ok).toBe(false);
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  const alert = 'ALERTS{alertname="JaegerCannotStore",alertstate="firing"}';
  await eventually(async () => (await prometheus.query(alert)).length > 0, {
    what: 'the alert JaegerCannotStore',
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
  await server.startAgain();
  // This distribution does not answer `HEAD /`, by which a running Jaeger notices that the server is back.
  await platform.crash('jaeger');
  const after = await tracedInput('after');
  expect(await found(platform.urls.jaeger, 'service=core-api')).toEqual(
    expect.arrayContaining([before.traceId, after.traceId]),
  );
});
