import { spanOf, traceOf } from '../testing/spans.ts';
import { minimapOf } from './minimap.ts';
import { reckoned, waterfallOf } from './waterfall.ts';

const colours = new Map([
  ['shop', { colour: 0, pattern: 0 }],
  ['stock', { colour: 3, pattern: 1 }],
]);

test('draws each span in its position, and marks failures', () => {
  const { rows, extent } = waterfallOf(
    reckoned(
      traceOf(
        spanOf('root', [0, 100]),
        spanOf('b', [20, 39], { under: 'root', service: 'stock' }),
        spanOf('c', [50, 50], { under: 'root', service: 'stock', status: 'ERROR' }),
      ),
    ),
    { foldHops: true },
  );
  const { services, failed, marks } = minimapOf(rows, { extent, colours, size: { columns: 10, lines: 5 } });
  expect(services).toEqual([
    { paint: { colour: 0, pattern: 0 }, path: 'M0 0h10v1h-10z' },
    { paint: { colour: 3, pattern: 1 }, path: 'M2 1h2v1h-2zM5 2h1v1h-1z' },
  ]);
  expect(failed).toBe('M5 2h1v1h-1z');
  expect(marks).toEqual([{ at: 0.5, spans: 1 }]);
});

test('a trace of any size is not larger than its cells', () => {
  const spans = Array.from({ length: 20_000 }, (_, index) =>
    spanOf(String(index), [index, index + 1], index === 0 ? {} : { under: '0' }),
  );
  const { rows, extent } = waterfallOf(reckoned(traceOf(...spans)), { foldHops: true });
  const { services } = minimapOf(rows, { extent, colours, size: { columns: 100, lines: 20 } });
  expect((services[0]?.path ?? '').split('M').length).toBeLessThan(100 * 20);
});

test('adjacent failures share a mark', () => {
  const failing = Array.from({ length: 1000 }, (_, index) =>
    spanOf(String(index), [index, index + 1], index === 0 ? {} : { under: '0', status: 'ERROR' }),
  );
  const { rows, extent } = waterfallOf(reckoned(traceOf(...failing)), { foldHops: true });
  const { marks } = minimapOf(rows, { extent, colours, size: { columns: 100, lines: 20 } });
  expect(marks.length).toBeLessThanOrEqual(40);
  expect(marks.reduce((sum, { spans }) => sum + spans, 0)).toBe(999);
});
