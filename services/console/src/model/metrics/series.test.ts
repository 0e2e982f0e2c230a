import { columnsOf, figuresOf, hasUnitOfExemplars, seriesName } from './series.ts';

test('a series is named in the notation of PromQL, without control characters', () => {
  expect(seriesName({ __name__: 'up', job: 'shop' })).toBe('up{job="shop"}');
  expect(seriesName({ __name__: 'up' })).toBe('up');
  expect(seriesName({})).toBe('{}');
  expect(seriesName({ job: 'a\u202eb\n' })).toBe('{job="a�b "}');
});

test('columns have a gap if a series has no point', () => {
  const first = {
    labels: {},
    points: [
      [1, 10],
      [2, null],
    ] as const,
  };
  const second = {
    labels: {},
    points: [
      [2, 20],
      [3, 30],
    ] as const,
  };
  expect(columnsOf([first, second])).toEqual([
    [1, 2, 3],
    [10, null, null],
    [null, 20, 30],
  ]);
});

test('figures leave out values that are not numbers', () => {
  expect(
    figuresOf({
      points: [
        [1, 3],
        [2, null],
        [3, 1],
      ],
    }),
  ).toEqual({ last: 1, lowest: 1, highest: 3 });
  expect(figuresOf({ points: [[1, null]] })).toEqual({ last: null, lowest: null, highest: null });
});

test('exemplars have the unit of quantiles only', () => {
  expect(hasUnitOfExemplars('max(histogram_quantile (0.95, rate(a_bucket[5m])))')).toBe(true);
  expect(hasUnitOfExemplars('rate(a_bucket[5m])')).toBe(false);
});
