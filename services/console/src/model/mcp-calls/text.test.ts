import { bytesText, quantileText, rateText, shareText } from './text.ts';

test.each([
  [{ milliseconds: 41.7, from: 20, to: 50 }, '42 ms'],
  [{ milliseconds: 5, from: 0, to: 10 }, '< 10 ms'],
  [{ milliseconds: 300_000, from: 300_000, to: undefined }, '> 300.00 s'],
])('shows no more of %j than is known: %s', (quantile, said) => {
  expect(quantileText(quantile)).toBe(said);
});

test.each([
  [7200, 3600, '2/s'],
  [90, 3600, '1.5/min'],
  [5, 3600, '5/h'],
  [0, 3600, '0/h'],
])('%d calls in %d s are %s', (calls, seconds, said) => {
  expect(rateText(calls, seconds)).toBe(said);
});

test.each([
  [0, 10, '0 %'],
  [0, 0, '0 %'],
  [1, 40, '2.5 %'],
  [1, 100_000, '< 0.1 %'],
  [10, 10, '100 %'],
])('%d of %d are %s', (part, whole, said) => {
  expect(shareText(part, whole)).toBe(said);
});

test.each([
  [120, '120 B'],
  [1229, '1.2 KB'],
  [20 * 1024 ** 2, '20 MB'],
])('%d bytes are %s', (bytes, said) => {
  expect(bytesText(bytes)).toBe(said);
});
