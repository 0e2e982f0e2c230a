import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { type OtlpBody, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

interface Sent {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly encoding: string | undefined;
  readonly body: OtlpBody;
}

interface Run {
  readonly sent: Sent[];
  /** The headers with which the app's own request propagated its context. */
  readonly context: Record<string, string>;
}

const WORKING = {
  CORTEX_PROFILES: 'off',
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,pino',
};

/** Runs the app until it ends. `env` gets the URL of a server that accepts every request. */
async function run(env: (url: string) => Record<string, string>): Promise<Run> {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const { url: path = '', headers } = request;
    const { authorization, 'content-encoding': encoding } = headers;
    const bytes = await buffer(request);
    const body = JSON.parse(String(encoding === 'gzip' ? gunzipSync(bytes) : bytes));
    sent.push({ path, authorization, encoding, body });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await using app = new AppProcess({ app: 'all-signals.ts', env: { ...WORKING, ...env(url) } });
    expect(await app.exit).toEqual({ code: 0, signal: null });
    return { sent, context: Object.fromEntries(JSON.parse(app.stdout)) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function spansIn(sent: readonly Sent[]) {
  return sent
    .flatMap(({ body: { resourceSpans = [] } }) => resourceSpans)
    .flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, resource }))),
    );
}

test('endpoint, headers, compression, temporality, limits and resource come from the environment', async () => {
  const { sent } = await run((url) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/base/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20token,x-other=1',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta',
    OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '2',
    OTEL_SPAN_EVENT_COUNT_LIMIT: '1',
    OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '6',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,service.instance.id=pod-1,k8s.pod.name=p%201',
  }));
  expect(new Set(sent.map(({ path }) => path))).toEqual(
    new Set(['/base/v1/logs', '/base/v1/metrics', '/base/v1/traces']),
  );
  for (const request of sent) expect(request).toMatchObject({ authorization: 'Bearer token', encoding: 'gzip' });
  const limited = spansIn(sent).find(({ name }) => name === 'limited');
  expect(plainAttributes(limited?.attributes ?? [])).toEqual({ first: 'a long', second: 2 });
  expect(limited).toMatchObject({ droppedAttributesCount: 1, droppedEventsCount: 1, events: [{ name: 'two' }] });
  expect(plainAttributes(limited?.resource.attributes ?? [])).toMatchObject({
    'service.name': 'app',
    'service.instance.id': 'pod-1',
    'k8s.pod.name': 'p 1',
  });
  const work = sent
    .flatMap(({ body: { resourceMetrics = [] } }) => resourceMetrics)
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
    .filter(({ name }) => name === 'app.work');
  const DELTA = 1;
  expect(work).toEqual([expect.objectContaining({ sum: expect.objectContaining({ aggregationTemporality: DELTA }) })]);
});

test('each signal goes to exactly the endpoint set for it, and context is propagated by the propagators that are set', async () => {
  const { sent, context } = await run((url) => ({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/my/traces`,
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${url}/my/metrics`,
    OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${url}/my/logs`,
    OTEL_PROPAGATORS: 'b3',
  }));
  expect(new Set(sent.map(({ path }) => path))).toEqual(new Set(['/my/logs', '/my/metrics', '/my/traces']));
  expect(Object.keys(context)).toEqual(['b3']);
});

test('traces that the sampler drops are not sent, and their propagated context is unsampled', async () => {
  const { sent, context } = await run((url) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  }));
  expect(new Set(sent.map(({ path }) => path))).toEqual(new Set(['/v1/logs', '/v1/metrics']));
  expect(context).toEqual({ traceparent: expect.stringMatching(/-00$/) });
});
