import { type MapEdge, nodesOf } from './map.ts';

const edge = (from: string, to: string, more: Partial<MapEdge> = {}): MapEdge => ({
  from,
  to,
  kind: 'service',
  calls: 10,
  mcpCalls: 0,
  failures: 0,
  p95Milliseconds: 1,
  ...more,
});

test('a node counts the calls to it, and without any, its own calls', () => {
  const edges = [
    edge('user', 'shop', { calls: 5, failures: 2 }),
    edge('shop', 'memory', { calls: 20 }),
    edge('agent', 'memory', { calls: 7, failures: 1 }),
    edge('memory', 'notes', { kind: 'database', calls: 40 }),
    edge('shop', 'unknown', { kind: 'outside', calls: 1, failures: undefined }),
  ];
  expect(nodesOf(edges)).toEqual([
    { name: 'notes', kind: 'database', calls: 40, failures: 0 },
    { name: 'memory', kind: 'service', calls: 27, failures: 1 },
    { name: 'agent', kind: 'service', calls: 7, failures: 0 },
    { name: 'shop', kind: 'service', calls: 5, failures: 2 },
    { name: 'user', kind: 'caller', calls: 5, failures: 0 },
    { name: 'unknown', kind: 'outside', calls: 1, failures: 0 },
  ]);
});
