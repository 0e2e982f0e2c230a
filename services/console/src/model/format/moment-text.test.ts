import { dayText, exactMoment, momentText } from './moment-text.ts';

const now = Date.UTC(2026, 10, 15, 12);

test('a moment of this year is written without the year, to the millisecond', () => {
  const text = momentText(Date.UTC(2026, 2, 15, 12, 0, 0, 123), now);
  expect(text).not.toMatch(/2026/);
  expect(text).toMatch(/123/);
});

test('a moment of another year is written with it', () => {
  expect(momentText(Date.UTC(2025, 2, 15), now)).toMatch(/2025/);
  expect(dayText(Date.UTC(2025, 2, 15), now)).toMatch(/2025/);
});

test('a day of this year is written without the year', () => {
  expect(dayText(Date.UTC(2026, 2, 15, 12), now)).not.toMatch(/2026/);
});

test('the exact moment is in UTC', () => {
  expect(exactMoment(Date.UTC(2026, 2, 15, 12, 0, 0, 123))).toBe('2026-03-15T12:00:00.123Z (UTC)');
});

test('an invalid time is shown as such', () => {
  expect(momentText(Number.NaN, now)).toBe('unknown time');
  expect(dayText(1e18, now)).toBe('unknown day');
  expect(exactMoment(1e18)).toBeUndefined();
});
