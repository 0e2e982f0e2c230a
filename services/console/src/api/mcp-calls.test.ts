import { BEGIN, type JaegerSpanOptions, jaegerTrace } from '../testing/jaeger-trace.ts';
import type { McpCallsAnswer, McpSeenAnswer, McpToolAnswer, McpWorkAnswer } from './mcp-calls.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

const SECONDS = '_operation_duration_seconds_bucket';
const MILLISECONDS = '_operation_duration_milliseconds_bucket';
const RANGE = `from=${BEGIN / 1000 - 1000}&to=${BEGIN / 1000 + 599_000}`;

type Labels = Record<string, string>;

/** Prometheus' answers to queries that contain a text; all others are empty. Undefined: Prometheus is away. */
let metrics: Record<string, { metric: Labels; value: number }[]> | undefined;
let traces: ReturnType<typeof jaegerTrace>[] | undefined;
let profiles: Record<string, unknown>;
let questions: string[];
let asked: AskedConsole;

beforeEach(async () => {
  [metrics, traces, profiles, questions] = [{}, [], {}, []];
  asked = await askedConsole((path, body) => {
    if (path.startsWith('/api/v1/')) return prometheus(path, new URLSearchParams(body));
    if (path.startsWith('/querier')) return profiles[path.split('/').at(-1) ?? ''] ?? {};
    if (path.startsWith('/api/services')) return traces && { data: ['shop'] };
    if (path.startsWith('/api/traces')) questions.push(decodeURIComponent(path));
    return traces && { data: traces };
  });
});

afterEach(() => asked.stop());

function prometheus(path: string, form: URLSearchParams) {
  const query = form.get('query') ?? '';
  questions.push(query);
  if (metrics === undefined) return undefined;
  const series = Object.entries(metrics).find(([part]) => query.includes(part))?.[1] ?? [];
  const at = Number(form.get('end') ?? form.get('time'));
  const result = series.map(({ metric, value }) =>
    path.endsWith('_range') ? { metric, values: [[at, String(value)]] } : { metric, value: [at, String(value)] },
  );
  return { data: { result } };
}

/** A histogram with one call below 0.05 of the unit, and the others below 0.1. */
function histogram(labels: Labels, calls: number) {
  const counts = { '0.05': 1, '0.1': calls, '+Inf': calls };
  return Object.entries(counts).map(([le, value]) => ({ metric: { job: 'team/shop', ...labels, le }, value }));
}

const call = { mcp_method_name: 'tools/call', gen_ai_tool_name: 'price', network_transport: 'tcp' };

function toolCall(span: Partial<JaegerSpanOptions> = {}): JaegerSpanOptions {
  const tags = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'price', ...span.tags };
  const name = `tools/call ${tags['gen_ai.tool.name']}`;
  return { spanId: '1'.repeat(16), name, kind: 'server', milliseconds: 20, ...span, tags };
}

async function ask<Answer>(path: string): Promise<Answer> {
  const { status, body } = await asked.get(path);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Answer;
}

test('counts calls by tool, client and error, with service names without their namespaces', async () => {
  metrics = {
    [SECONDS]: [
      ...histogram({ ...call, cortex_mcp_client_name: 'agent', cortex_mcp_client_version: '2' }, 30),
      ...histogram({ ...call, error_type: 'tool_error' }, 10),
      ...histogram({ mcp_method_name: 'initialize' }, 5),
    ],
    mcp_request_size_bytes_sum: [{ metric: { service: 'shop', tool: 'price' }, value: 120.4 }],
  };
  const answer = await ask<McpCallsAnswer>(`/api/mcp-calls?${RANGE}`);
  expect(answer).toMatchObject({
    side: 'server',
    source: { of: 'metrics' },
    seconds: 600,
    total: { calls: 45, failures: 10 },
    tools: [{ server: 'shop', tool: 'price', calls: 40, failures: 10, p95: { from: 50, to: 100 } }],
    methods: [{ server: 'shop', method: 'initialize', calls: 5, failures: 0 }],
    clients: [{ calls: 30, client: 'agent', clientVersion: '2' }, { calls: 15 }],
    errors: [{ errorType: 'tool_error', calls: 10, failed: true }],
    sizes: [{ server: 'shop', tool: 'price', requestBytes: 120 }],
    away: [],
  });
});

test('reads histograms in milliseconds correctly, and shows no duration for one without a unit', async () => {
  metrics = {
    [MILLISECONDS]: histogram(call, 20),
    _operation_duration_bucket: histogram({ ...call, gen_ai_tool_name: 'other' }, 10),
  };
  const { tools } = await ask<McpCallsAnswer>(`/api/mcp-calls?${RANGE}`);
  expect(tools).toMatchObject([
    { tool: 'price', calls: 20, p95: { from: 0.05, to: 0.1 } },
    { tool: 'other', calls: 10 },
  ]);
  expect(tools[1]).not.toHaveProperty('p95');
});

test.each([
  ['there are no metrics', {}, []],
  ['Prometheus is away', undefined, [expect.stringMatching(/^Prometheus at /)]],
])('takes the calls from traces when %s', async (_, known, away) => {
  metrics = known;
  traces = [jaegerTrace([toolCall(), toolCall({ spanId: '2'.repeat(16), tags: { 'otel.status_code': 'ERROR' } })])];
  expect(await ask<McpCallsAnswer>(`/api/mcp-calls?${RANGE}`)).toMatchObject({
    source: { of: 'traces', traces: 1, hasMore: false },
    tools: [{ server: 'shop', tool: 'price', calls: 2, failures: 1 }],
    away,
  });
});

test('reports when no backend answers', async () => {
  [metrics, traces] = [undefined, undefined];
  expect(await ask<McpCallsAnswer>(`/api/mcp-calls?${RANGE}`)).toMatchObject({
    total: { calls: 0 },
    away: [expect.stringMatching(/^Prometheus at /), expect.stringMatching(/^Jaeger at /)],
  });
});

test('finds resources and sessions in traces', async () => {
  const read = { 'mcp.method.name': 'resources/read', 'mcp.resource.uri': 'shop://prices', 'mcp.session.id': 's1' };
  traces = [jaegerTrace([{ spanId: '3'.repeat(16), kind: 'server', tags: read }])];
  expect(await ask<McpSeenAnswer>(`/api/mcp-calls/seen?${RANGE}`)).toMatchObject({
    resources: [{ server: 'shop', uri: 'shop://prices', calls: 1 }],
    sessions: [{ id: 's1', server: 'shop', calls: 1 }],
    traces: 1,
  });
  traces = undefined;
  expect(await asked.get('/api/mcp-calls/seen')).toMatchObject({ status: 502 });
});

test("shows one tool's calls over time, the slowest and the failed", async () => {
  metrics = { [SECONDS]: histogram(call, 20) };
  traces = [
    jaegerTrace([
      toolCall({ milliseconds: 90, tags: { 'mcp.session.id': 's1' } }),
      toolCall({ spanId: '2'.repeat(16), tags: { 'otel.status_code': 'ERROR' } }),
      toolCall({ spanId: '3'.repeat(16), tags: { 'gen_ai.tool.name': 'other' } }),
    ]),
  ];
  const view = await ask<McpToolAnswer>(`/api/mcp-calls/of?server=shop&tool=price&${RANGE}`);
  expect(view).toMatchObject({
    total: { calls: 20 },
    overTime: [{ at: BEGIN / 1000 + 599_000, calls: 20, failures: 0 }],
    slowest: [{ milliseconds: 90, session: 's1' }, { milliseconds: 20 }],
    failed: [{ spanId: '2'.repeat(16) }],
    away: [],
  });
  expect(questions).toContainEqual(expect.stringContaining('{job=~"(.+/)?(shop)",gen_ai_tool_name="price"}'));
});

test("shows the CPU time of a tool's server within its calls only", async () => {
  traces = [jaegerTrace([toolCall(), toolCall({ spanId: '3'.repeat(16), tags: { 'gen_ai.tool.name': 'other' } })])];
  const path = `/api/mcp-calls/work?server=shop&tool=price&${RANGE}`;
  expect(await ask<McpWorkAnswer>(path)).toEqual({ calls: 1 });
  profiles = {
    LabelValues: { names: ['process_cpu:cpu:nanoseconds:cpu:nanoseconds'] },
    SelectMergeProfile: {
      stringTable: ['', 'priceOf', '/app/price.js'],
      location: [{ id: 1, line: [{ functionId: 1, line: 7 }] }],
      function: [{ id: 1, name: 1, filename: 2 }],
      sample: [{ locationId: [1], value: ['5000000'] }],
    },
    SelectMergeSpanProfile: {
      flamegraph: { names: ['total', 'priceOf'], levels: [{ values: [0, 3e6, 0, 0] }, { values: [0, 3e6, 3e6, 1] }] },
    },
  };
  expect(await ask<McpWorkAnswer>(path)).toMatchObject({
    calls: 1,
    functions: {
      milliseconds: 3,
      functions: [{ name: 'priceOf', place: '/app/price.js:7' }],
      shown: { service: 'shop', type: 'cpu', operation: 'tools/call price' },
    },
    profile: { sample: [{ locationId: [1], value: [3e6] }] },
  });
  const ofServer = await ask<McpWorkAnswer>(`/api/mcp-calls/work?server=shop&${RANGE}`);
  expect(ofServer).toMatchObject({ calls: 2, functions: { shown: { service: 'shop' } } });
  expect(ofServer.functions?.shown).not.toHaveProperty('operation');
});

test('refuses an unknown side', async () => {
  expect(await asked.get('/api/mcp-calls?side=proxy')).toMatchObject({ status: 422 });
});
