import type { FieldDefaults } from './dashboard.ts';
import { judged, limitsOf } from './thresholds.ts';

const steps = [
  { color: 'green', value: null },
  { color: 'orange', value: 1 },
  { color: 'red', value: 2 },
];
const mappings = [{ type: 'value', options: { '0': { text: 'open', color: 'red' } } }];

test.each([
  [0.5, { tone: 'well' }],
  [1, { tone: 'warned' }],
  [7, { tone: 'failed' }],
  [0, { text: 'open', tone: 'failed' }],
  [null, {}],
])('judges %j', (value, expected) => {
  expect(judged(value, { mappings, thresholds: { steps } })).toEqual(expected);
});

test('without thresholds a value is not judged', () => {
  expect(judged(1, { mappings: [], thresholds: { steps: [] } })).toEqual({ text: undefined, tone: undefined });
});

test('draws lines only where the dashboard does', () => {
  const defaults = (mode?: string): FieldDefaults => ({
    unit: 's',
    thresholds: { steps },
    mappings: [],
    custom: mode === undefined ? {} : { thresholdsStyle: { mode } },
  });
  expect([limitsOf(defaults('dashed')), limitsOf(defaults('off')), limitsOf(defaults())]).toEqual([[1, 2], [], []]);
});
