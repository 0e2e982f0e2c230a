import { HeavyTimes, without } from './heavy-times.ts';

const HOUR = { begin: 0, end: 3600 };

let now: number;
let heavy: HeavyTimes;

beforeEach(() => {
  now = 0;
  heavy = new HeavyTimes(() => now);
});

test('a heavy time is remembered for two minutes, for its service only', () => {
  heavy.remember({ service: 'shop', begin: 2000, end: 2100 });
  heavy.remember({ service: 'shop', begin: 100, end: 200 });
  expect(heavy.within('shop', HOUR)).toMatchObject([{ begin: 100 }, { begin: 2000 }]);
  expect(heavy.within('shop', { begin: 2100, end: 3600 })).toEqual([]);
  expect(heavy.within('stock', HOUR)).toEqual([]);
  now = 120_001;
  expect(heavy.within('shop', HOUR)).toEqual([]);
});

test('a search for little else than a heavy time is not restricted', () => {
  heavy.remember({ service: 'shop', begin: 2000, end: 2100 });
  expect(heavy.within('shop', { begin: 1999, end: 2101 })).toEqual([]);
  expect(heavy.within('shop', { begin: 1900, end: 2200 })).toHaveLength(1);
});

test('later results replace what was known of a time', () => {
  heavy.remember({ service: 'shop', begin: 2000, end: 2400 });
  heavy.remember({ service: 'shop', begin: 2100, end: 2110 });
  expect(heavy.within('shop', HOUR)).toMatchObject([{ begin: 2100, end: 2110 }]);
});

test('the rest of a range lies before, between and after heavy times', () => {
  expect(without(HOUR, [])).toEqual([HOUR]);
  const times = [
    { begin: -5, end: 100 },
    { begin: 200, end: 300 },
  ];
  expect(without(HOUR, times)).toEqual([
    { begin: 100, end: 200 },
    { begin: 300, end: 3600 },
  ]);
});
