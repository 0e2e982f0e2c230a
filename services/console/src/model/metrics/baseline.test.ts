import { baselineOf } from './baseline.ts';

test('is the median and the 95th percentile, evenly distributed within a bucket', () => {
  expect(
    baselineOf([
      [Number.POSITIVE_INFINITY, 100],
      [10, 80],
      [5, 50],
      [20, 98],
    ]),
  ).toMatchObject({ count: 100, median: { milliseconds: 5 }, p95: { milliseconds: expect.closeTo(18.33, 2) } });
});

test('is the highest bound if most durations are beyond it', () => {
  expect(
    baselineOf([
      [10, 5],
      [Number.POSITIVE_INFINITY, 20],
    ]),
  ).toMatchObject({ median: { from: 10, to: undefined } });
});

test('few spans are no baseline', () => {
  expect(baselineOf([[Number.POSITIVE_INFINITY, 9]])).toBeUndefined();
  expect(baselineOf([])).toBeUndefined();
});
