import { spanOf, traceOf } from '../testing/spans.ts';
import { traceGraph } from './graph.ts';

const tool = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'recall' };

test('an MCP call over HTTP counts once, including its repetition', () => {
  const attempt = (number: number) => [
    spanOf(`call${number}`, [number * 100, number * 100 + 50], {
      under: 'root',
      name: 'tools/call recall',
      kind: 'CLIENT',
      attributes: { ...tool, 'mcp.request.attempt': number },
      ...(number === 1 && { status: 'ERROR' as const }),
    }),
    spanOf(`post${number}`, [number * 100, number * 100 + 40], { under: `call${number}`, kind: 'CLIENT' }),
    spanOf(`http${number}`, [number * 100, number * 100 + 30], {
      under: `post${number}`,
      kind: 'SERVER',
      service: 'memory',
    }),
    spanOf(`server${number}`, [number * 100, number * 100 + 30], {
      under: `call${number}`,
      kind: 'SERVER',
      service: 'memory',
      attributes: tool,
    }),
  ];
  const { nodes, edges } = traceGraph(traceOf(spanOf('root', [0, 1000]), ...attempt(1), ...attempt(2)));
  expect(nodes.map(({ id, spans, failures }) => [id, spans, failures])).toEqual([
    ['service shop', 5, 1],
    ['service memory', 4, 0],
  ]);
  expect(edges).toEqual([
    {
      from: 'service shop',
      to: 'service memory',
      calls: 1,
      failures: 0,
      milliseconds: 0.15,
      mcpCalls: 1,
      tools: ['recall'],
    },
  ]);
});

test('shows databases and hosts that send no spans', () => {
  const client = { under: 'root', kind: 'CLIENT' as const };
  const trace = traceOf(
    spanOf('root', [0, 1000]),
    spanOf('q1', [0, 10_000], { ...client, attributes: { 'db.system.name': 'sqlite' } }),
    spanOf('q2', [0, 10_000], { ...client, attributes: { 'db.system.name': 'sqlite' }, status: 'ERROR' }),
    spanOf('get', [0, 5000], { ...client, attributes: { 'server.address': 'example.org' } }),
  );
  const { nodes, edges } = traceGraph(trace);
  expect(nodes.map(({ kind, name, spans }) => [kind, name, spans])).toEqual([
    ['service', 'shop', 4],
    ['database', 'sqlite of shop', 2],
    ['host', 'example.org', 1],
  ]);
  expect(edges.map(({ to, calls, failures, milliseconds }) => [to, calls, failures, milliseconds])).toEqual([
    ['database sqlite of shop', 2, 1, 20],
    ['host example.org', 1, 0, 5],
  ]);
});

test('the services with the least time are merged into one', () => {
  const services = Array.from({ length: 10 }, (_, index) =>
    spanOf(`s${index}`, [0, (index + 1) * 1000], { under: 'root', service: `service${index}` }),
  );
  const { nodes, edges } = traceGraph(traceOf(spanOf('root', [0, 100_000]), ...services), 4);
  expect(nodes.map(({ name }) => name)).toEqual(['shop', 'service9', 'service8', '8 more']);
  expect(edges.map(({ to, calls }) => [to, calls])).toEqual([
    ['rest', 8],
    ['service service8', 1],
    ['service service9', 1],
  ]);
});
