import type { MapAnswer } from './map.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

type Sample = [labels: Record<string, string>, value: number];

/** Prometheus' answers, by the metric in the query. */
let series: Record<string, Sample[]>;
let asked: AskedConsole;

beforeEach(async () => {
  series = {};
  asked = await askedConsole((path, body) => {
    if (path.startsWith('/api/dependencies')) return { data: [{ parent: 'shop', child: 'memory', callCount: 3 }] };
    const query = new URLSearchParams(body).get('query') ?? '';
    const [, samples = []] = Object.entries(series).find(([metric]) => query.includes(metric)) ?? [];
    return { data: { result: samples.map(([metric, value]) => ({ metric, value: [0, String(value)] })) } };
  });
});

afterEach(() => asked.stop());

async function edges() {
  const { status, body } = await asked.get('/api/map?from=1000&to=61000');
  expect(status).toBe(200);
  return (body as MapAnswer).edges;
}

test('answers each edge with its kind, failures, duration and MCP calls, the busiest first', async () => {
  series = {
    request_total: [
      [{ client: 'user', server: 'shop', connection_type: 'virtual_node' }, 5],
      [{ client: 'shop', server: 'memory' }, 9],
      [{ client: 'memory', server: 'notes', connection_type: 'database' }, 30],
      [{ client: 'shop', server: 'unknown', connection_type: 'virtual_node' }, 1],
      [{ client: 'shop', server: 'gone' }, 0],
    ],
    request_failed_total: [[{ client: 'shop', server: 'memory' }, 2]],
    request_server_seconds_bucket: [[{ client: 'shop', server: 'memory' }, 0.025]],
    mcp_server_operation_duration_seconds_count: [[{ job: 'ns/memory', cortex_mcp_client_name: 'shop' }, 7]],
  };
  const none = { mcpCalls: 0, failures: 0 };
  expect(await edges()).toEqual([
    { from: 'memory', to: 'notes', kind: 'database', calls: 30, ...none },
    { from: 'shop', to: 'memory', kind: 'service', calls: 9, mcpCalls: 7, failures: 2, p95Milliseconds: 25 },
    { from: 'user', to: 'shop', kind: 'service', calls: 5, ...none },
    { from: 'shop', to: 'unknown', kind: 'outside', calls: 1, ...none },
  ]);
});

test('without a service graph the numbers of calls come from Jaeger', async () => {
  expect(await edges()).toEqual([{ from: 'shop', to: 'memory', kind: 'service', calls: 3, mcpCalls: 0 }]);
});
