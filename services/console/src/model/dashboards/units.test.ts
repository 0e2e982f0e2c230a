import { inUnit } from './units.ts';

test.each([
  [0.0125, 's', '13 ms'],
  [-0.5, 's', '-500 ms'],
  [0.05, 'percentunit', '5 %'],
  [1536, 'bytes', '1.5 KB'],
  [2048, 'Bps', '2.0 KB/s'],
  [0.33333, 'reqps', '0.333/s'],
  [12345, 'short', '12,345'],
  [1.5, 'of another Grafana', '1.5'],
  [null, 's', 'no number'],
])('writes %j in %s', (value, unit, expected) => {
  expect(inUnit(value, unit)).toBe(expected);
});
