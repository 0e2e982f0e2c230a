import { heatOf, placeInHeat, stepsOf } from './heat.ts';

const bucket = (le: string, ...values: (number | null)[]) => ({
  labels: { le },
  points: values.map((value, index) => [100 + index * 10, value] as const),
});

// Prometheus returns buckets in any order.
const heat = heatOf([bucket('+Inf', 5, 9), bucket('0.5', 5, 8), bucket('0.1', 2, null), bucket('0.01', 0, 0)]);

test('counts the values of each bucket, without those of lower buckets', () => {
  expect(heat).toEqual({
    seconds: [100, 110],
    bounds: [0.01, 0.1, 0.5, Number.POSITIVE_INFINITY],
    cells: [
      { at: 100, bucket: 1, count: 2 },
      { at: 100, bucket: 2, count: 3 },
      { at: 110, bucket: 2, count: 8 },
      { at: 110, bucket: 3, count: 1 },
    ],
    most: 8,
    lowest: 1,
    highest: 3,
  });
});

test('is as wide as its time range, even if steps are missing', () => {
  expect(stepsOf({ seconds: [100, 110, 140] }, 10)).toBe(5);
});

test('has a position for each value within it', () => {
  // A step counts the time before it.
  expect(placeInHeat(heat, { at: 95_000, value: 0.3 }, 10)).toEqual({ x: 0.25, y: 0.5 });
  expect(placeInHeat(heat, { at: 110_000, value: 60 }, 10)).toEqual({ x: 1, y: 1 / 6 });
  expect(placeInHeat(heat, { at: 95_000, value: 0.001 }, 10)).toBeUndefined();
  expect(placeInHeat(heat, { at: 80_000, value: 0.3 }, 10)).toBeUndefined();
  expect(placeInHeat(heat, { at: 120_000, value: 0.3 }, 10)).toBeUndefined();
});

test('series without buckets give an empty heat map', () => {
  expect(heatOf([{ labels: {}, points: [[100, 1]] }])).toMatchObject({ cells: [], most: 0 });
});
