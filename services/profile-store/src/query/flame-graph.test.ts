import type { Frame } from '../store/profile.ts';
import { buildFlameGraph, buildFlameGraphDiff } from './flame-graph.ts';

const stack = (...names: string[]): Frame[] => names.map((name) => ({ function: name, file: '', line: 0 }));

test('levels are quads of offset, total, self and name', () => {
  const graph = buildFlameGraph([
    { stack: stack('main', 'pay'), value: 3 },
    { stack: stack('main', 'pack'), value: 2 },
    { stack: stack('main'), value: 1 },
  ]);
  expect(graph).toEqual({
    names: ['total', 'main', 'pack', 'pay'],
    levels: [
      [0, 6, 0, 0],
      [0, 6, 1, 1],
      [0, 2, 2, 2, 0, 3, 3, 3],
    ],
    total: 6,
    maxSelf: 3,
  });
});

test('offsets skip the gaps of a level', () => {
  const graph = buildFlameGraph([
    { stack: stack('a'), value: 4 },
    { stack: stack('b', 'c'), value: 5 },
  ]);
  expect(graph.levels[2]).toEqual([4, 5, 5, graph.names.indexOf('c')]);
});

test('the same function in two places of a stack stays two nodes', () => {
  const graph = buildFlameGraph([{ stack: stack('walk', 'walk'), value: 1 }]);
  expect(graph.levels).toHaveLength(3);
});

test('beyond the limit the smallest nodes are summed as other', () => {
  const small = Array.from({ length: 50 }, (_, index) => ({ stack: stack('main', `small${index}`), value: 1 }));
  const graph = buildFlameGraph([{ stack: stack('main', 'large'), value: 100 }, ...small], { maxNodes: 3 });
  const names = (graph.levels[2] ?? []).filter((_, index) => index % 4 === 3).map((index) => graph.names[index]);
  expect(names).toEqual(['large', 'other']);
  expect(graph.total).toBe(150);
});

test('a diff includes nodes that only one graph has', () => {
  const left = [
    { stack: stack('main', 'pay'), value: 3 },
    { stack: stack('main', 'pack'), value: 2 },
  ];
  const right = [
    { stack: stack('main', 'pay'), value: 4 },
    { stack: stack('main', 'ship'), value: 1 },
    { stack: stack('idle'), value: 9 },
  ];
  expect(buildFlameGraphDiff(left, right)).toEqual({
    names: ['total', 'idle', 'main', 'pack', 'pay', 'ship'],
    levels: [
      [0, 5, 0, 0, 14, 0, 0],
      [0, 0, 0, 0, 9, 9, 1, 0, 5, 0, 0, 5, 0, 2],
      [0, 2, 2, 9, 0, 0, 3, 0, 3, 3, 0, 4, 4, 4, 0, 0, 0, 0, 1, 1, 5],
    ],
    total: 19,
    maxSelf: 9,
    leftTotal: 5,
    rightTotal: 14,
  });
});

test('a diff keeps the nodes that are large in either graph', () => {
  const small = Array.from({ length: 50 }, (_, index) => ({ stack: stack(`small${index}`), value: 1 }));
  const left = [{ stack: stack('before'), value: 100 }, ...small];
  const { names, levels } = buildFlameGraphDiff(left, [{ stack: stack('after'), value: 100 }], { maxNodes: 3 });
  expect(names.toSorted()).toEqual(['after', 'before', 'other', 'total']);
  expect(levels[1]?.slice(-7, -1)).toEqual([0, 50, 50, 0, 0, 0]);
});
