import { LoginFailures } from './login-failures.ts';

const LIMIT = { free: 2, longestDelayMilliseconds: 4_000 };
const MEMORY = { firstDelayMilliseconds: 1_000, windowMilliseconds: 10_000, maxEntries: 2 };

let now: number;
let failures: LoginFailures;

beforeEach(() => {
  now = 1;
  failures = new LoginFailures(LIMIT, MEMORY, { now: () => now });
});

function fail(key: string, times: number): void {
  for (let time = 0; time < times; time += 1) failures.record(key);
}

test.each([
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 4],
  [50, 4],
])('after %d failures the next attempt waits %d s', (times, seconds) => {
  fail('ada', times);
  expect(failures.waitSeconds('ada')).toBe(seconds);
  now += seconds * 1000;
  expect(failures.waitSeconds('ada')).toBe(0);
  expect(failures.waitSeconds('eve')).toBe(0);
});

test('the next failure after a wait is delayed for longer', () => {
  fail('ada', 2);
  now += 1_000;
  fail('ada', 1);
  expect(failures.waitSeconds('ada')).toBe(2);
});

test('failures are forgotten at the end of the window, or on request', () => {
  fail('ada', 4);
  now += 10_001;
  fail('ada', 1);
  expect(failures.waitSeconds('ada')).toBe(0);
  fail('ada', 4);
  failures.forget('ada');
  expect(failures.waitSeconds('ada')).toBe(0);
});

test('the number of remembered keys is bounded', () => {
  for (const key of ['ada', 'ada', 'bob', 'eve']) failures.record(key);
  expect(failures.waitSeconds('ada')).toBe(0);
});
