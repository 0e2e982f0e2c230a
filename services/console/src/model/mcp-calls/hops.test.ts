import { buildTraces, type Trace } from '@cortex/trace-testing/trace';
import { spanOf, traceOf } from '../testing/spans.ts';
import { mcpHops } from './hops.ts';

const call = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'get', 'mcp.protocol.version': '2026-07-28' };
const client = (attempt?: number) => ({
  kind: 'CLIENT' as const,
  name: 'tools/call get',
  attributes: attempt === undefined ? call : { ...call, 'mcp.request.attempt': attempt },
});
const server = { kind: 'SERVER', service: 'store', name: 'tools/call get', attributes: call } as const;

test('is one call with its attempts, and the time of each without the work of the server', () => {
  const [hop, ...others] = mcpHops(
    traceOf(
      spanOf('root', [0, 1000]),
      spanOf('first', [0, 100], { under: 'root', ...client(1), status: 'ERROR' }),
      spanOf('second', [300, 500], { under: 'root', ...client(2) }),
      spanOf('post', [310, 490], { under: 'second', kind: 'CLIENT' }),
      spanOf('answer', [350, 450], { under: 'second', ...server }),
    ),
  );
  expect(others).toEqual([]);
  expect(hop).toMatchObject({
    method: 'tools/call',
    tool: 'get',
    from: 'shop',
    to: 'store',
    protocol: '2026-07-28',
    startMicroseconds: 0,
    durationMicroseconds: 500,
    attempts: [
      { client: { name: 'tools/call get' }, server: undefined, gapMicroseconds: undefined },
      { server: { service: 'store' }, gapMicroseconds: 100 },
    ],
  });
});

test('finds the server below HTTP spans, and one without a client', () => {
  const hops = mcpHops(
    traceOf(
      spanOf('call', [0, 100], client()),
      spanOf('POST', [1, 99], { under: 'call', kind: 'CLIENT' }),
      spanOf('POST /mcp', [2, 98], { under: 'POST', kind: 'SERVER', service: 'store' }),
      spanOf('answer', [3, 97], { under: 'POST /mcp', ...server }),
      spanOf('stranger', [200, 210], { under: 'unknown', ...server }),
    ),
  );
  expect(hops.map(({ from, to, attempts }) => [from, to, attempts.length])).toEqual([
    ['shop', 'store', 1],
    [undefined, 'store', 1],
  ]);
});

test('sibling calls are not attempts of one call', () => {
  const hops = mcpHops(
    traceOf(
      spanOf('root', [0, 9]),
      spanOf('a', [0, 5], { under: 'root', ...client(1) }),
      spanOf('b', [1, 6], { under: 'root', ...client(1) }),
    ),
  );
  expect(hops).toHaveLength(2);
});

test('accepts more calls than a function can have arguments', () => {
  const calls = Array.from({ length: 130_000 }, (_, index) =>
    spanOf(`call${index}`, [index, index + 1], { kind: 'SERVER', attributes: { 'mcp.method.name': 'ping' } }),
  );
  const [trace] = buildTraces(calls);
  expect(mcpHops(trace as Trace)).toHaveLength(calls.length);
});
