import { MOST_POINTS, shortestStep, usualStep } from './steps.ts';

const HOUR = 3_600_000;

test('the usual step is round and gives about 250 points', () => {
  expect([HOUR / 12, HOUR, 6 * HOUR, 24 * HOUR, 7 * 24 * HOUR].map(usualStep)).toEqual([2, 15, 120, 600, 3600]);
});

test('the shortest step gives no more points than allowed', () => {
  expect(shortestStep(1)).toBe(1);
  expect((31 * 24 * HOUR) / 1000 / shortestStep(31 * 24 * HOUR)).toBeLessThanOrEqual(MOST_POINTS);
});
