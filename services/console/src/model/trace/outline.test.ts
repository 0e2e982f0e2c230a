import { spanOf, traceOf } from '../testing/spans.ts';
import { outlineOf } from './outline.ts';

test('shows which service was active when, each time once', () => {
  const { spans } = traceOf(
    spanOf('request', [1000, 9000]),
    spanOf('inner', [2000, 3000], { under: 'request' }),
    spanOf('query', [4000, 5000], { under: 'request', service: 'store' }),
    spanOf('next', [4500, 6000], { under: 'request', service: 'store' }),
    spanOf('last', [7000, 8000], { under: 'request', service: 'store' }),
  );
  expect(outlineOf(spans)).toEqual([
    { service: 'shop', from: 0, to: 8 },
    { service: 'store', from: 3, to: 5 },
    { service: 'store', from: 6, to: 7 },
  ]);
});

test('keeps the longest of many times', () => {
  const spans = Array.from({ length: 100 }, (_, index) =>
    spanOf(`${index}`, [index * 1000, index * 1000 + index + 1], { service: 'store' }),
  );
  const segments = outlineOf(traceOf(...spans).spans);
  expect(segments).toHaveLength(24);
  expect(segments[0]?.from).toBe(76);
});
