import { spanOf, traceOf } from '../testing/spans.ts';
import { nextMatch, rowsWith } from './find.ts';
import { positionOf } from './visible-rows.ts';
import { reckoned, waterfallOf } from './waterfall.ts';

const { rows } = waterfallOf(
  reckoned(
    traceOf(
      spanOf('root', [0, 100], { name: 'GET /Orders' }),
      spanOf('b', [1, 2], { under: 'root', service: 'stock', attributes: { 'db.query.text': 'SELECT (1)' } }),
      spanOf('c', [3, 4], { under: 'root', statusMessage: 'Pool is FULL', attributes: { rows: [7, 8], flag: true } }),
    ),
  ),
  { foldHops: true },
);

test.each([
  ['orders', [0]],
  ['STOCK', [1]],
  ['db.query', [1]],
  ['select (1', [1]],
  ['pool is full', [2]],
  ['[7,8]', [2]],
  ['true', [2]],
  ['nowhere', []],
  ['', []],
])('finds %p in names, services, attributes and messages', (text, expected) => {
  expect(rowsWith(text, rows)).toEqual(expected);
});

test('goes from match to match, and wraps around', () => {
  expect(nextMatch([2, 5, 9], 5, 1)).toBe(9);
  expect(nextMatch([2, 5, 9], 9, 1)).toBe(2);
  expect(nextMatch([2, 5, 9], 2, -1)).toBe(9);
  expect(nextMatch([], 2, 1)).toBeUndefined();
});

test('the position of a hidden row is the nearest visible one before it', () => {
  expect([0, 3, 4, 9, 20].map((index) => positionOf([0, 3, 8], index))).toEqual([0, 1, 1, 2, 2]);
  expect(positionOf([], 3)).toBe(-1);
});
