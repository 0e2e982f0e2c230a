import { backoffMilliseconds } from './backoff.ts';

test('doubles from half a second up to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 2000].map(backoffMilliseconds)).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
