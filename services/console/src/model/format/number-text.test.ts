import { numberText } from './number-text.ts';

test.each([
  ['usualMilliseconds', 12.1, 'usual: 12 ms'],
  ['p95Milliseconds', 1370, 'p95: 1.37 s'],
  ['timesUsual', 2.345, 'times usual: 2.3'],
  ['rows', 12_000, 'rows: 12,000'],
])('shows %s = %d with its unit', (name, value, text) => {
  expect(numberText(name, value)).toBe(text);
});
