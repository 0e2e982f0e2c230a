import { amountText } from './amount-text.ts';

test.each([
  [0, '0'],
  [0.0123456, '0.012346'],
  [1.5, '1.5'],
  [1234.56, '1,234.6'],
  [1234567.8, '1,234,568'],
  [-12, '-12'],
  [1.2e-7, '1.2e-7'],
  [2e18, '2e+18'],
  [null, 'no number'],
] as const)('%j is written %s', (value, text) => {
  expect(amountText(value)).toBe(text);
});
