import { randomUUID } from 'node:crypto';
import { CoreApiClient, traceOfInput, waitForOutputs } from '@cortex/local/demo';
import { ATTR_HTTP_REQUEST_METHOD } from '@cortex/signals/contract';
import {
  eventually,
  isOrphan,
  readJaegerTrace,
  type Trace,
  type TraceSpan,
  traceMatchers,
} from '@cortex/trace-testing';
import { forwardLine } from '../platform/forward-line.ts';
import { jaegerWarnings } from '../platform/jaeger-warnings.ts';
import { Platform, type StartedPlatform } from '../platform/platform.ts';
import { ProcessRunner } from '../platform/process-runner.ts';

expect.extend(traceMatchers);

const SERVICES = ['core-api', 'memory-service', 'cognition-service'];
const OTHERS = ['cortex-console', 'jaeger', 'logs', 'profile-store'];
const CONTENT = 'The invoice of the printer is wrong';

/** The starts of a span and of its parent are each exact only to the millisecond. */
const UNCERTAIN_MICROSECONDS = 2000;

/** The span of an HTTP server ends when its response is closed, for which no client waits. */
function isWithin(span: TraceSpan, parent: TraceSpan): boolean {
  const end = ({ startMicroseconds, durationMicroseconds }: TraceSpan) => startMicroseconds + durationMicroseconds;
  const isHttpServer = span.kind === 'SERVER' && ATTR_HTTP_REQUEST_METHOD in span.attributes;
  const early = parent.startMicroseconds - span.startMicroseconds;
  const late = isHttpServer ? 0 : end(span) - end(parent);
  return Math.max(early, late) <= UNCERTAIN_MICROSECONDS;
}

let platform: StartedPlatform;
let trace: Trace;
let outputs: unknown[];

beforeAll(async () => {
  platform = await new Platform(new ProcessRunner()).start();
  const signal = AbortSignal.timeout(30_000);
  const client = new CoreApiClient(platform.urls.coreApi, signal);
  await client.login({ username: 'user@example.com', password: 'password123' });
  const events = await client.openStream();
  const userAgent = `e2e/${randomUUID()}`;
  const { inputId } = await client.sendInput(CONTENT, userAgent);
  outputs = [];
  await waitForOutputs({ events, inputIds: [inputId], onOutput: (output) => outputs.push(output) });
  trace = await traceOfInput({ jaeger: platform.urls.jaeger, userAgent, signal });
});

afterAll(() => platform?.stop());

test('the stream brings the context of the input', () => {
  expect(outputs).toEqual([expect.objectContaining({ type: 'context' })]);
  expect(JSON.stringify(outputs)).toContain(CONTENT);
});

test('the request is one connected trace through the three services', () => {
  expect(trace.roots).toHaveLength(1);
  expect(trace.spans.filter((span) => isOrphan(trace, span))).toEqual([]);
  expect([...new Set(trace.spans.map(({ service }) => service))].sort()).toEqual([...SERVICES].sort());
});

test('a refusal names its trace in its header and in its body', async () => {
  const answer = await fetch(`${platform.urls.coreApi}/nowhere`, { method: 'POST' });
  const [, traceId] = answer.headers.get('traceresponse')?.split('-') ?? [];
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(await answer.json()).toMatchObject({ status: answer.status, trace_id: traceId });
});

test('every span is within its parent, except the work that outlives its request', () => {
  const byId = new Map(trace.spans.map((span) => [span.spanId, span]));
  const outside = trace.spans.filter((span) => {
    const parent = byId.get(span.parentSpanId ?? '');
    return parent !== undefined && !isWithin(span, parent);
  });
  expect(outside.map(({ name }) => name)).toEqual(['process_input']);
  expect(outside[0]?.startMicroseconds).toBeGreaterThanOrEqual(trace.roots[0]?.startMicroseconds ?? Infinity);
});

test('Jaeger has no warnings about the trace', async () => {
  expect(await jaegerWarnings(platform.urls.jaeger, trace.traceId)).toEqual([]);
});

test('the tree extends from the request over both MCP hops into the database', () => {
  const mcpCall = (tool: string, caller: string, called: string, below: object[]) => ({
    name: `tools/call ${tool}`,
    kind: 'CLIENT' as const,
    service: caller,
    children: [
      {
        name: 'POST',
        kind: 'CLIENT' as const,
        children: [{ name: 'POST /mcp', kind: 'SERVER' as const, service: called }],
      },
      {
        name: `tools/call ${tool}`,
        kind: 'SERVER' as const,
        service: called,
        links: [{ service: called }],
        attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': tool },
        children: below,
      },
    ],
  });
  const history = mcpCall('get_history', 'cognition-service', 'memory-service', [
    { name: 'SELECT user_history', kind: 'CLIENT' },
  ]);
  expect(trace).toContainTrace({ name: 'POST /input', kind: 'SERVER', service: 'core-api' });
  expect(trace).toContainTrace(
    mcpCall('store_input', 'core-api', 'memory-service', [{ name: 'INSERT user_history', kind: 'CLIENT' }]),
  );
  expect(trace).toContainTrace({
    name: 'process_input',
    service: 'core-api',
    attributes: { 'user.id': expect.not.stringContaining('@') },
    children: [mcpCall('get_context', 'core-api', 'cognition-service', [history])],
  });
});

test('no signal of the trace contains what the user wrote or who they are', () => {
  const text = JSON.stringify(trace.spans.map(({ name, attributes }) => ({ name, attributes })));
  expect(text).not.toContain('invoice');
  expect(text).not.toContain('user@example.com');
  expect(text).not.toContain('eyJ');
});

test('Prometheus has the request under the names of the guide and of the conventions', async () => {
  const count = (selector: string) =>
    eventually(
      async () => {
        const [series] = await platform.prometheus.query(selector);
        return series === undefined || series.value === 0 ? undefined : series.value;
      },
      { what: selector },
    );
  expect(await count('http_requests_total{job="core-api",method="POST",endpoint="/input",status="202"}')).toBe(1);
  expect(await count('http_request_duration_seconds_count{job="core-api",endpoint="/input"}')).toBe(1);
  expect(await count('http_server_request_duration_seconds_count{job="core-api",http_route="/input"}')).toBe(1);
  expect(
    await count('mcp_client_operation_duration_seconds_count{job="core-api",gen_ai_tool_name="store_input"}'),
  ).toBe(1);
  expect(
    await count('mcp_server_operation_duration_seconds_count{job="memory-service",gen_ai_tool_name="store_input"}'),
  ).toBe(1);
});

test('an exemplar of the span metrics links to a trace that Jaeger knows', async () => {
  const linked = await eventually(
    async () => {
      const labels = await platform.prometheus.exemplars('traces_span_metrics_duration_seconds_bucket');
      const ids = labels.map((label) => label.trace_id).filter((id) => id !== undefined);
      return ids.includes(trace.traceId) ? trace.traceId : ids[0];
    },
    { what: 'an exemplar with a trace id' },
  );
  expect(await readJaegerTrace(platform.urls.jaeger, linked)).toMatchObject({ traceId: linked });
});

test('the service graph shows who calls whom', async () => {
  await eventually(
    async () => {
      const edges = await platform.prometheus.query('traces_service_graph_request_total');
      const pairs = edges.map(({ labels }) => `${labels.client} ${labels.server}`);
      const wanted = ['core-api memory-service', 'core-api cognition-service', 'cognition-service memory-service'];
      return wanted.every((pair) => pairs.includes(pair)) ? true : undefined;
    },
    { what: 'the three edges of the service graph', timeoutMilliseconds: 40_000 },
  );
});

test('the service graph counts a call over MCP once, without its HTTP request', async () => {
  const calls = trace.spans.filter(({ service, kind, attributes }) => {
    return service === 'cognition-service' && kind === 'CLIENT' && attributes['mcp.method.name'] !== undefined;
  });
  expect(calls).not.toEqual([]);
  const edge = 'traces_service_graph_request_total{client="cognition-service",server="memory-service"}';
  const counted = async (expression: string) => Number((await platform.prometheus.query(expression))[0]?.value);
  // Pairs are matched for 5 s and counted within the next 5: only a count that was correct before then is final.
  const isFinal = async () =>
    (await counted(`sum(${edge} offset 11s)`)) === calls.length && (await counted(`sum(${edge})`)) === calls.length;
  await eventually(async () => (await isFinal()) || undefined, {
    what: `${calls.length} calls of memory by cognition in the service graph, and no more`,
    timeoutMilliseconds: 60_000,
  });
});

test("the log store has every service's lines of the trace", async () => {
  const services = await eventually(
    async () => {
      const lines = await platform.logs.query(`trace_id:="${trace.traceId}"`);
      const names = new Set(lines.map((line) => line['service.name']));
      return SERVICES.every((name) => names.has(name)) ? names : undefined;
    },
    { what: `log lines of the three services with trace ${trace.traceId}` },
  );
  expect([...services].sort()).toEqual([...SERVICES].sort());
});

test.each([
  ['core-api', 'coreApi'],
  ['memory-service', 'memory'],
  ['cognition-service', 'cognition'],
] as const)('/metrics of %s has the same names as Prometheus has by OTLP', async (job, url) => {
  const text = await (await fetch(`${platform.urls[url]}/metrics`)).text();
  const served = new Set([...text.matchAll(/^([a-zA-Z_:][\w:]*)[{ ]/gm)].map(([, name]) => name as string));
  served.delete('target_info');
  await eventually(
    async () => {
      const stored = await platform.prometheus.metricNames(`{job="${job}"}`);
      const missing = [...served].filter((name) => !stored.includes(name));
      if (missing.length > 0) throw new Error(`only in /metrics: ${missing}`);
      return true;
    },
    { what: `Prometheus to have every metric that ${job} serves` },
  );
});

test('Prometheus sees every service and backend and the console as up, and stores no sample twice', async () => {
  await eventually(
    async () => {
      const up = await platform.prometheus.query('up == 1');
      const jobs = up.map(({ labels }) => labels.job);
      return [...SERVICES, ...OTHERS].every((job) => jobs.includes(job)) ? true : undefined;
    },
    { what: 'up for the services, the backends and the console' },
  );
  const scraped = await platform.prometheus.query('http_requests_total{instance=~"127.0.0.1.*"}');
  expect(scraped).toEqual([]);
});

test("the Collector's own metrics are in Prometheus", async () => {
  await eventually(
    async () => {
      const sent = await platform.prometheus.query('sum(otelcol_exporter_sent_spans_total)');
      return (sent[0]?.value ?? 0) > 0 ? true : undefined;
    },
    { what: 'otelcol_exporter_sent_spans_total', timeoutMilliseconds: 40_000 },
  );
});

test('the Collector removes what should not have been sent', async () => {
  const traceId = randomUUID().replaceAll('-', '');
  const span = {
    traceId,
    spanId: traceId.slice(0, 16),
    name: 'leak',
    kind: 1,
    startTimeUnixNano: `${Date.now()}000000`,
    endTimeUnixNano: `${Date.now() + 1}000000`,
    attributes: [
      { key: 'note', value: { stringValue: 'mail to someone@example.com' } },
      { key: 'password', value: { stringValue: 'hunter2' } },
    ],
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'leaky' } }] };
  const response = await fetch(`${platform.urls.collector}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
  });
  expect(response.status).toBe(200);
  const stored = await eventually(() => readJaegerTrace(platform.urls.jaeger, traceId), { what: `trace ${traceId}` });
  expect(JSON.stringify(stored.spans)).not.toMatch(/someone@example\.com|hunter2/);
  expect(stored.spans[0]?.attributes).toHaveProperty('note');
});

test('a line that a container prints is stored with its trace and level, and without secrets', async () => {
  const traceId = randomUUID().replaceAll('-', '');
  const line = { level: 40, time: Date.now(), name: 'core-api', trace_id: traceId, span_id: traceId.slice(0, 16) };
  const text = JSON.stringify({ ...line, password: 'hunter2', msg: 'late mail to someone@example.com' });
  await forwardLine({ url: platform.urls.fluentForward, tag: 'core-api', line: text });
  const [stored] = await eventually(
    async () => {
      const lines = await platform.logs.query(`trace_id:="${traceId}"`);
      return lines.length === 0 ? undefined : lines;
    },
    { what: `the forwarded line with trace ${traceId}` },
  );
  expect(stored).toMatchObject({ 'service.name': 'core-api', severity_text: 'Warn', span_id: traceId.slice(0, 16) });
  expect(stored?._msg).toMatch(/^late mail to /);
  expect(Date.parse(stored?._time ?? '')).toBe(line.time);
  expect(JSON.stringify(stored)).not.toMatch(/someone@example\.com|hunter2/);
});
