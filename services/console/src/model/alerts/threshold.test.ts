import { thresholdOf } from './threshold.ts';

test.each([
  ['rate(x[5m]) > 0.5', 'rate(x[5m])', 0.5],
  ['(sum by (job) (up)) <= 1e3', '(sum by (job) (up))', 1000],
  ['(up == 0)', 'up', 0],
  ['x{a="(b"} > 1', 'x{a="(b"} > 1', undefined],
  ['a > 1 and b > 2', 'a > 1 and b > 2', undefined],
  ['a > 1 unless on (job) (b or c) > 2', 'a > 1 unless on (job) (b or c) > 2', undefined],
  ['(a or b) > 2', '(a or b)', 2],
  ['a > b', 'a > b', undefined],
  ['absent(up)', 'absent(up)', undefined],
])('%s measures %s', (expression, measured, threshold) =>
  expect(thresholdOf(expression)).toEqual({ measured, threshold }),
);
