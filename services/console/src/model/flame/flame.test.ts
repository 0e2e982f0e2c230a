import { spanOf, traceOf } from '../testing/spans.ts';
import type { FlameNode } from './flame-node.ts';
import { flameRows, neighbour } from './layout.ts';
import { profileFlame } from './profile-flame.ts';
import { traceFlame } from './trace-flame.ts';

const trace = traceOf(
  spanOf('root', [0, 100]),
  spanOf('a', [0, 30], { under: 'root', name: 'read', service: 'memory' }),
  spanOf('b', [30, 70], { under: 'root', name: 'read', service: 'memory' }),
  spanOf('c', [30, 50], { under: 'b', name: 'parse' }),
  spanOf('d', [75, 80], { under: 'root', name: 'write' }),
);
const shown = (rows: ReturnType<typeof flameRows>) =>
  rows.map((row) => row.map(({ node, begin, end }) => [node.name, Math.round(begin * 100), Math.round(end * 100)]));
const find = (node: FlameNode, name: string): FlameNode => {
  const all = [node];
  for (const one of all) all.push(...one.children);
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`expected a box ${name}`);
  return found;
};

test('spans of one operation below the same caller are one box', () => {
  const read = find(traceFlame(trace), 'read');
  expect(read).toMatchObject({ count: 2, self: 50, total: 70, spanId: 'b', group: 'memory' });
});

test('a box has the number of its failed spans, and its service', () => {
  const failing = traceOf(
    spanOf('root', [0, 100]),
    spanOf('a', [0, 30], { under: 'root', name: 'read', service: 'memory', status: 'ERROR' }),
    spanOf('b', [30, 70], { under: 'root', name: 'read', service: 'memory' }),
  );
  expect(find(traceFlame(failing), 'read')).toMatchObject({ count: 2, failures: 1 });
  expect(find(traceFlame(failing), 'read').note).toMatch(/ of memory$/);
});

test('boxes are as wide as their share, the largest first', () => {
  expect(shown(flameRows(traceFlame(trace), 0))).toEqual([
    [['trace', 0, 100]],
    [['root', 0, 100]],
    [
      ['read', 0, 70],
      ['write', 70, 75],
    ],
    [['parse', 0, 20]],
  ]);
});

test('a box fills the width when it is zoomed to, below its callers', () => {
  const read = find(traceFlame(trace), 'read');
  expect(shown(flameRows(read, 0))).toEqual([
    [['trace', 0, 100]],
    [['root', 0, 100]],
    [['read', 0, 100]],
    [['parse', 0, 29]],
  ]);
});

test('boxes that are too narrow are left out', () => {
  expect(shown(flameRows(traceFlame(trace), 0.1))[2]).toEqual([['read', 0, 70]]);
});

test('keys move from box to box', () => {
  const root = traceFlame(trace);
  const rows = flameRows(root, 0);
  const read = find(root, 'read');
  const led = (['up', 'down', 'left', 'right'] as const).map((direction) => neighbour(rows, read, direction).name);
  expect(led).toEqual(['root', 'parse', 'read', 'write']);
});

test('a chain of 20,000 spans has a flame graph', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) =>
    spanOf(`s${index}`, [index, 200_000], index === 0 ? {} : { under: `s${index - 1}` }),
  );
  expect(flameRows(traceFlame(traceOf(...chain)), 0)).toHaveLength(20_001);
});

test('functions of a profile have the origin of their code', () => {
  const flame = profileFlame({
    stringTable: ['', 'main', '/app/main.ts', 'parse', '/app/node_modules/json/index.js'],
    sampleType: [],
    period: 1,
    function: [
      { id: 1, name: 1, filename: 2 },
      { id: 2, name: 3, filename: 4 },
    ],
    location: [1, 2].map((id) => ({ id, line: [{ functionId: id, line: id }] })),
    sample: [
      { locationId: [2, 1], value: [6] },
      { locationId: [1], value: [8] },
    ],
  });
  expect(flame.total).toBe(14);
  expect(find(flame, 'main')).toMatchObject({ self: 8, total: 14, count: 2, group: 'application' });
  expect(find(flame, 'parse')).toMatchObject({ group: 'package', note: '/app/node_modules/json/index.js:2' });
});
