import { HeapGrowth } from './heap-growth.ts';

const MINUTE = 60_000;
const MEGABYTE = 2 ** 20;

interface Course {
  minutes: number;
  /** Minutes between two collections; default: 1. */
  every?: number;
  /** Megabytes in use after a collection at that minute. */
  heap: (minute: number) => number;
}

/** The growth that is reported at the end of the course, in megabytes per hour. */
function growthOf({ minutes, every = 1, heap }: Course): number {
  const growth = new HeapGrowth();
  for (let minute = 0; minute <= minutes; minute += every) {
    growth.add({ time: minute * MINUTE, bytes: heap(minute) * MEGABYTE });
  }
  return (growth.bytesPerSecond(minutes * MINUTE) * 3600) / MEGABYTE;
}

/** Up to 3 MB more or less, the same in every run. */
const noise = (minute: number) => 3 * Math.sin(minute * 12.9898);

test('a leak is reported at its rate', () => {
  expect(growthOf({ minutes: 60, heap: (minute) => 40 + minute })).toBeCloseTo(60);
  expect(growthOf({ minutes: 60, heap: (minute) => 40 + minute + noise(minute) })).toBeGreaterThan(40);
});

test('a leak that begins after hours of rest is reported within the hour', () => {
  expect(growthOf({ minutes: 600, heap: (minute) => 40 + Math.max(0, minute - 540) })).toBeGreaterThan(50);
});

test('a collection every six minutes is enough', () => {
  expect(growthOf({ minutes: 60, every: 6, heap: (minute) => 40 + minute })).toBeCloseTo(60);
});

test.each<[string, Course]>([
  ['a start that settles', { minutes: 30, heap: (minute) => 70 - 30 * Math.exp(-minute / 3) }],
  ['a slow start that settles', { minutes: 60, heap: (minute) => 70 - 30 * Math.exp(-minute / 8) }],
  ['a cache that fills and is full', { minutes: 60, heap: (minute) => 40 + Math.min(20, minute) }],
  ['a burst of load', { minutes: 60, heap: (minute) => (minute > 20 && minute < 35 ? 90 : 40) }],
  ['a heap that goes up and down', { minutes: 60, heap: (minute) => 60 + noise(minute) * 5 }],
])('%s is not a leak', (_, course) => {
  expect(growthOf(course)).toBeLessThan(1);
});

test.each<[string, Course]>([
  ['the first minutes', { minutes: 15, heap: (minute) => 40 + 3 * minute }],
  ['two or three collections', { minutes: 60, every: 20, heap: (minute) => 40 + minute }],
])('%s are not enough to report growth', (_, course) => {
  expect(growthOf(course)).toBe(0);
});

test('frequent collections cost no memory: only one reading in ten seconds counts', () => {
  expect(growthOf({ minutes: 60, every: 0.01, heap: (minute) => 40 + minute })).toBeCloseTo(60, 0);
});
