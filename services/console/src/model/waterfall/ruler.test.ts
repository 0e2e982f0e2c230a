import { ticksOf } from './ruler.ts';

const labels = (begin: number, end: number) => ticksOf({ begin, end }, 0).map(({ label }) => label);

test('labels round times in a suitable unit', () => {
  expect(labels(0, 1_000_000)).toEqual(['0', '0.2 s', '0.4 s', '0.6 s', '0.8 s', '1.0 s']);
  expect(labels(0, 90_000)).toEqual(['0', '20 ms', '40 ms', '60 ms', '80 ms']);
  expect(labels(0, 40)).toEqual(['0', '10 µs', '20 µs', '30 µs', '40 µs']);
});

test('has enough digits to distinguish the ticks', () => {
  expect(labels(5_000_000, 5_000_100)).toEqual([
    '5.00000 s',
    '5.00002 s',
    '5.00004 s',
    '5.00006 s',
    '5.00008 s',
    '5.00010 s',
  ]);
});

test('has ticks at their times, also in a trace without duration', () => {
  expect(ticksOf({ begin: 150, end: 250 }, 100)[0]).toEqual({ left: 0.1, label: '60 µs' });
  expect(ticksOf({ begin: 5, end: 5 }, 5)).toHaveLength(1);
});
