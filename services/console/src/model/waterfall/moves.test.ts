import type { SpanNode } from '@cortex/trace-testing/trace';
import { spanOf, traceOf } from '../testing/spans.ts';
import { moveOf, zoomOf } from './moves.ts';
import { visibleRows } from './visible-rows.ts';
import { reckoned, waterfallOf } from './waterfall.ts';

const waterfall = waterfallOf(
  reckoned(
    traceOf(
      spanOf('root', [0, 100]),
      spanOf('a', [1, 50], { under: 'root' }),
      spanOf('b', [2, 40], { under: 'a' }),
      spanOf('c', [60, 90], { under: 'root' }),
    ),
  ),
  { foldHops: true },
);

function after(key: string, active: number, folded: ReadonlySet<SpanNode> = new Set()) {
  const visible = visibleRows(waterfall, { folded, onlyCritical: false, leastMicroseconds: 0 });
  return moveOf(key, { rows: waterfall.rows, visible, folded, active, pageRows: 2 });
}

test.each([
  ['ArrowDown', 0, { to: 1 }],
  ['ArrowDown', 3, { to: 3 }],
  ['ArrowUp', 2, { to: 1 }],
  ['ArrowUp', 0, { to: 0 }],
  ['PageDown', 0, { to: 2 }],
  ['PageUp', 3, { to: 1 }],
  ['Home', 3, { to: 0 }],
  ['End', 0, { to: 3 }],
  ['ArrowRight', 0, { to: 1 }],
  ['ArrowRight', 2, undefined],
  ['ArrowLeft', 1, { isFolded: true }],
  ['ArrowLeft', 2, { to: 1 }],
  ['x', 2, undefined],
])('%s at row %i', (key, active, expected) => {
  expect(after(key, active)).toEqual(expected);
});

test('right unfolds a folded row before entering it, left leaves it for the row above', () => {
  const folded = new Set([waterfall.rows[1]?.span as SpanNode]);
  expect(after('ArrowRight', 1, folded)).toEqual({ isFolded: false });
  expect(after('ArrowLeft', 1, folded)).toEqual({ to: 0 });
  expect(after('ArrowDown', 1, folded)).toEqual({ to: 3 });
});

test('keys zoom to the row, around it, and back', () => {
  const whole = { begin: 0, end: 1000 };
  const row = { begin: 400, end: 600 };
  expect(zoomOf('z', { shown: whole, whole, row })).toEqual(row);
  expect(zoomOf('+', { shown: whole, whole, row })).toEqual({ begin: 150, end: 850 });
  expect(zoomOf('0', { shown: row, whole, row })).toEqual(whole);
  expect(zoomOf('>', { shown: row, whole, row })).toEqual({ begin: 450, end: 650 });
  expect(zoomOf('x', { shown: row, whole, row })).toBeUndefined();
});
