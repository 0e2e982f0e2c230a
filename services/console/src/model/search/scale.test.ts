import { durationScale, timeScale } from './scale.ts';

test('a time axis has round ticks, and maps positions back to times', () => {
  const begin = Date.UTC(2026, 10, 28, 12, 0, 30);
  const scale = timeScale([begin, begin + 3_600_000], [50, 650]);
  expect(scale.ticks.map((tick) => new Date(tick).toISOString().slice(11, 16))).toEqual([
    '12:10',
    '12:20',
    '12:30',
    '12:40',
    '12:50',
    '13:00',
  ]);
  expect(scale.at(begin + 1_800_000)).toBe(350);
  expect(scale.of(350)).toBe(begin + 1_800_000);
  expect(scale.of(-10)).toBe(begin);
});

test.each([0, 1, 60_000, 86_400_000, 31 * 86_400_000])('a time axis of %d ms has few ticks', (milliseconds) => {
  const { ticks, at } = timeScale([1000, 1000 + milliseconds], [0, 100]);
  expect(ticks.length).toBeLessThanOrEqual(9);
  expect(at(1000)).toBe(0);
});

test('a duration axis is logarithmic', () => {
  const scale = durationScale([1, 1000], [200, 0]);
  expect(scale.ticks).toEqual([1, 10, 100, 1000]);
  expect(scale.at(10) - scale.at(100)).toBeCloseTo(scale.at(100) - scale.at(1000));
  expect(scale.of(scale.at(42))).toBeCloseTo(42);
});

test.each([
  [0, 0, [0.01]],
  [12, 12, [10]],
  [3, 40, [5, 10, 20, 50]],
])('a duration axis from %d to %d ms has the ticks %j', (least, most, ticks) => {
  expect(durationScale([least, most], [100, 0]).ticks).toEqual(ticks);
});
