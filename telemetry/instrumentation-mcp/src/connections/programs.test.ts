import { runFixture } from '../fixtures/run.ts';
import { Programs } from './programs.ts';

test('the same name and version always give the same program', () => {
  const programs = new Programs();
  const agent = programs.of({ name: 'agent', version: '1.0.0' });
  expect(programs.of({ name: 'other', version: '1.0.0' })).not.toBe(agent);
  expect(programs.of({ name: 'agent', version: '1.0.0', title: 'Agent' })).toBe(agent);
  expect(agent?.counted).toBe(agent);
  expect(agent?.attributes.client).toEqual({
    'cortex.mcp.client.name': 'agent',
    'cortex.mcp.client.version': '1.0.0',
  });
});

test('of many programs only a few are distinguished in metrics, but each is on its spans', () => {
  const programs = new Programs();
  const met = Array.from({ length: 1000 }, (_, index) => programs.of({ name: `agent ${index}`, version: '1' }));
  expect(new Set(met.map((program) => program?.attributes.client['cortex.mcp.client.name'])).size).toBe(1000);
  expect(new Set(met.map((program) => program?.counted)).size).toBe(21);
  expect(met.at(-1)?.counted.attributes.client).toEqual({ 'cortex.mcp.client.name': '_OTHER' });
});

test('a very long name is cut, and never distinguished in metrics', () => {
  const program = new Programs().of({ name: 'x'.repeat(5000), version: 'y'.repeat(5000) });
  expect(program?.counted.name).toBe('_OTHER');
  for (const value of Object.values(program?.attributes.server ?? {})) expect(String(value)).toHaveLength(100);
});

test.each([[undefined], [null], ['agent'], [7], [{}], [{ name: '' }], [{ name: 1 }]])('%p names no program', (info) => {
  expect(new Programs().of(info)).toBeUndefined();
});

test('a program without a valid version has no version attribute', () => {
  expect(new Programs().of({ name: 'agent', version: 7 })?.attributes.server).toEqual({
    'cortex.mcp.server.name': 'agent',
  });
});

test.each(['v1', 'v2'])(
  'a server on %s names each of many clients on its spans, and the first ones in its metrics',
  async (sdk) => {
    const { spans, metrics, faults } = await runFixture('crowd.ts', sdk, '30');
    const served = spans.filter(({ name, kind }) => name === 'tools/call echo' && kind === 'SERVER');
    const names = served.map(({ attributes }) => attributes['cortex.mcp.client.name']);
    expect(names).toEqual(Array.from({ length: 30 }, (_, index) => `client ${index}`));
    const { points = [] } = metrics.find(({ name }) => name === 'mcp.server.operation.duration') ?? {};
    const calls = points.filter(({ attributes }) => attributes['mcp.method.name'] === 'tools/call');
    // The server itself is one of the twenty programs.
    const counted = calls.map(({ attributes, count }) => [attributes['cortex.mcp.client.name'], count]);
    expect(counted.toSorted()).toEqual([...names.slice(0, 19).map((name) => [name, 1]), ['_OTHER', 11]].toSorted());
    expect(faults).toEqual([]);
  },
);
