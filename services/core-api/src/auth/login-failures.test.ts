import { LoginFailures } from './login-failures.ts';

function failuresAt(clock: { now(): number }) {
  return new LoginFailures({ maxFailures: 2, windowMilliseconds: 10_000, maxEntries: 2 }, clock);
}

describe('LoginFailures', () => {
  test('allows attempts until the limit, then says how long to wait', () => {
    let now = 1;
    const failures = failuresAt({ now: () => now });
    failures.record('ada');
    expect(failures.retryAfterSeconds('ada')).toBeUndefined();
    failures.record('ada');
    now += 4500;
    expect(failures.retryAfterSeconds('ada')).toBe(6);
    expect(failures.retryAfterSeconds('eve')).toBeUndefined();
  });

  test('allows attempts again when the time is over', () => {
    let now = 1;
    const failures = failuresAt({ now: () => now });
    failures.record('ada');
    failures.record('ada');
    now += 10_001;
    expect(failures.retryAfterSeconds('ada')).toBeUndefined();
  });

  test('starts over when told to forget', () => {
    const failures = failuresAt({ now: () => 1 });
    failures.record('ada');
    failures.forget('ada');
    failures.record('ada');
    expect(failures.retryAfterSeconds('ada')).toBeUndefined();
  });

  test('remembers no more entries than allowed', () => {
    const failures = failuresAt({ now: () => 1 });
    for (const key of ['ada', 'ada', 'bob', 'eve']) failures.record(key);
    expect(failures.retryAfterSeconds('ada')).toBeUndefined();
  });
});
