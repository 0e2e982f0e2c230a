import { type Bucket, mergedBuckets, quantileOf } from './histogram.ts';

const INFINITE = Number.POSITIVE_INFINITY;
const buckets: Bucket[] = [
  [10, 50],
  [20, 98],
  [INFINITE, 100],
];

test.each([
  ['evenly within a bucket', 0.74, { milliseconds: 15, from: 10, to: 20 }],
  ['with the bound above it', 0.25, { milliseconds: 5, from: 0, to: 10 }],
  ['with the bound below it', 0.99, { milliseconds: 20, from: 20, to: undefined }],
])('is computed %s', (_, share, expected) => {
  expect(quantileOf(share, buckets)).toEqual(expected);
});

test('is unknown without values, and if a histogram has no bounds', () => {
  expect(quantileOf(0.5, [])).toBeUndefined();
  expect(quantileOf(0.5, [[INFINITE, 7]])).toBeUndefined();
  expect(
    quantileOf(0.5, [
      [10, 0],
      [INFINITE, 0],
    ]),
  ).toBeUndefined();
});

test('histograms of different bounds are added where they agree', () => {
  const others: Bucket[] = [
    [5, 1],
    [20, 2],
    [INFINITE, 4],
  ];
  expect(mergedBuckets([buckets, others])).toEqual([
    [20, 100],
    [INFINITE, 104],
  ]);
  expect(mergedBuckets([])).toEqual([]);
});
