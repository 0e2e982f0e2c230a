import { valueWithUnit } from './value-text.ts';

test.each([
  [1_370_000_000, 'nanoseconds', '1.37 s'],
  [5000, 'microseconds', '5.0 ms'],
  [12 * 1024 * 1024, 'bytes', '12.0 MB'],
  [0, 'bytes', '0 B'],
  [1234, 'count', '1,234 count'],
])('shows %d %s as %s', (value, unit, text) => {
  expect(valueWithUnit(value, unit)).toBe(text);
});
