import { amountOf } from './amount-of.ts';

test.each([
  [7, 7],
  ['7', 7],
  ['many', undefined],
  ['', undefined],
  [-1, undefined],
  [Number.NaN, undefined],
  ['Infinity', undefined],
  [true, undefined],
  [undefined, undefined],
])('%p states %p', (value, amount) => {
  expect(amountOf({ rows: value }, 'rows')).toBe(amount);
});
