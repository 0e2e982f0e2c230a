import { spanOf, traceOf } from '../testing/spans.ts';
import { minimapOf } from './minimap.ts';
import { reckoned, waterfallOf } from './waterfall.ts';

const colours = new Map([
  ['shop', { colour: 0 }],
  ['stock', { colour: 3 }],
]);

test('draws each span where it is, and marks what failed', () => {
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
  const { byColour, failed } = minimapOf(rows, { extent, colours, size: { columns: 10, lines: 5 } });
  expect(Object.fromEntries(byColour)).toEqual({
    0: 'M0 0h10v1h-10z',
    3: 'M2 1h2v1h-2zM5 2h1v1h-1z',
  });
  expect(failed).toBe('M5 2h1v1h-1z');
});

test('a trace of any size is not larger than its cells', () => {
  const spans = Array.from({ length: 20_000 }, (_, index) =>
    spanOf(String(index), [index, index + 1], index === 0 ? {} : { under: '0' }),
  );
  const { rows, extent } = waterfallOf(reckoned(traceOf(...spans)), { foldHops: true });
  const { byColour } = minimapOf(rows, { extent, colours, size: { columns: 100, lines: 20 } });
  expect((byColour.get(0) ?? '').split('M').length).toBeLessThan(100 * 20);
});
