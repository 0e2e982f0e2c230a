import { execFileSync } from 'node:child_process';
import { wallClock } from './wall-clock.ts';

const ORIGIN = 5_000_000.4;
const clocks = { time: 0, ahead: 0, suspended: 0, origin: ORIGIN, wall: () => 0, monotonic: () => 0 };

beforeEach(() => {
  Object.assign(clocks, { time: 1000.25, ahead: 0, suspended: 0 });
  clocks.wall = () => Math.floor(ORIGIN + clocks.time + clocks.ahead);
  clocks.monotonic = () => {
    clocks.time += clocks.suspended;
    return clocks.time;
  };
});

test('keeps the origin while the wall clock agrees', () => {
  const offset = wallClock(clocks);
  for (let index = 0; index < 1000; index++) {
    clocks.time += 0.37;
    expect(offset()).toBe(ORIGIN);
  }
});

test('keeps the origin of a process that is suspended while it looks', () => {
  const offset = wallClock(clocks);
  clocks.suspended = 20;
  for (let index = 0; index < 100; index++) expect(offset()).toBe(ORIGIN);
});

test.each([-60_000, -3, 3, 60_000])(
  'follows within a millisecond when the wall clock is set by %d ms',
  (milliseconds) => {
    const offset = wallClock(clocks);
    clocks.ahead = milliseconds;
    expect(Math.abs(offset() - (ORIGIN + milliseconds))).toBeLessThanOrEqual(1);
  },
);

test('follows a wall clock that runs slower', () => {
  const offset = wallClock(clocks);
  for (let index = 0; index < 5000; index++) {
    clocks.time += 0.3;
    clocks.ahead -= 0.01;
    expect(Math.abs(offset() - (ORIGIN + clocks.ahead))).toBeLessThanOrEqual(1);
  }
});

test('is the same in two processes of one machine', () => {
  const module = JSON.stringify(new URL('wall-clock.ts', `file://${import.meta.dirname}/`).href);
  const script = `import { wallClock } from ${module}; console.log(wallClock()() + performance.now())`;
  const now = wallClock();
  const before = now() + performance.now();
  const there = Number(
    execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { encoding: 'utf8' }),
  );
  expect(there).toBeGreaterThan(before);
  expect(there).toBeLessThan(now() + performance.now());
});
