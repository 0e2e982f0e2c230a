import { waterLevel } from './water-level.ts';

test.each<[string, number[], number, number]>([
  ['all fit', [1, 2, 3], 6, Number.POSITIVE_INFINITY],
  ['one is too large', [1, 2, 90], 10, 7],
  ['all are too large', [50, 60], 10, 5],
  ['there is none', [], 10, Number.POSITIVE_INFINITY],
])('where %s', (_, amounts, capacity, level) => {
  expect(waterLevel(amounts, capacity)).toBe(level);
});
