import { preciseClock } from './precise-clock.ts';

const clocks = { time: 1000.25, ahead: 5_000_000, wall: () => 0, monotonic: () => 0 };

beforeEach(() => {
  clocks.time = 1000.25;
  clocks.ahead = 5_000_000;
  clocks.wall = () => Math.floor(clocks.ahead + clocks.time);
  clocks.monotonic = () => clocks.time;
});

function advance(milliseconds: number): void {
  clocks.time += milliseconds;
}

test('times within one millisecond keep their order', () => {
  const now = preciseClock(clocks);
  const times = Array.from({ length: 5 }, () => {
    advance(0.05);
    return now();
  });
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(times).size).toBe(5);
});

test('it stays within the millisecond of the wall clock', () => {
  const now = preciseClock(clocks);
  for (let index = 0; index < 1000; index++) {
    advance(0.37);
    expect(Math.floor(now())).toBe(clocks.wall());
  }
});

test('it does not go backwards when the wall clock is slowed down', () => {
  const now = preciseClock(clocks);
  const times = Array.from({ length: 2000 }, () => {
    advance(0.3);
    clocks.ahead -= 0.01;
    return now();
  });
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test.each([-60_000, 60_000])('it follows when the wall clock is set by %d ms', (milliseconds) => {
  const now = preciseClock(clocks);
  clocks.ahead += milliseconds;
  advance(0.1);
  expect(Math.floor(now())).toBe(clocks.wall());
});
