import { legendOf } from './legend.ts';

test.each([
  ['{{job}} to {{ tool }}', 'shop to buy'],
  ['p95', 'p95'],
  ['{{unknown}}', 'seconds{job="shop", tool="buy"}'],
  ['', 'seconds{job="shop", tool="buy"}'],
])('names a series with the legend %j', (format, expected) => {
  expect(legendOf(format, { __name__: 'seconds', job: 'shop', tool: 'buy' })).toBe(expected);
});

test('a label is not interpreted as a legend, and loses its control characters', () => {
  expect(legendOf('{{job}}', { job: '{{tool}}\u202e', tool: 'buy' })).toBe('{{tool}}\ufffd');
});
