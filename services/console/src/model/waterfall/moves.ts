import type { SpanNode } from '@cortex/trace-testing/trace';
import type { Interval } from '../spans/interval.ts';
import type { Row } from './rows.ts';
import { positionOf } from './visible-rows.ts';
import { fitted, moved, zoomed } from './zoom.ts';

export interface Place {
  rows: readonly Row[];
  visible: readonly number[];
  folded: ReadonlySet<SpanNode>;
  /** The row with the keyboard focus. */
  active: number;
  /** The number of rows in view. */
  pageRows: number;
}

/** What a key does in the tree: it moves to another row, or folds or unfolds the current one. */
export type Move = { to: number } | { isFolded: boolean };

/** The usual keys of a tree. Returns undefined for any other key. */
export function moveOf(key: string, place: Place): Move | undefined {
  const { rows, visible, active } = place;
  const row = rows[active];
  if (row === undefined || visible.length === 0) return undefined;
  if (key === 'ArrowRight') return into(row, place);
  if (key === 'ArrowLeft') return outOf(row, place);
  const position = positionAfter(key, Math.max(positionOf(visible, active), 0), place);
  if (position === undefined) return undefined;
  return { to: visible[Math.min(Math.max(position, 0), visible.length - 1)] as number };
}

function positionAfter(key: string, position: number, { visible, pageRows }: Place): number | undefined {
  if (key === 'ArrowDown') return position + 1;
  if (key === 'ArrowUp') return position - 1;
  if (key === 'PageDown') return position + pageRows;
  if (key === 'PageUp') return position - pageRows;
  if (key === 'Home') return 0;
  return key === 'End' ? visible.length - 1 : undefined;
}

function into({ span, end }: Row, { active, folded, visible }: Place): Move | undefined {
  if (end === active + 1) return undefined;
  if (folded.has(span)) return { isFolded: false };
  const next = visible[positionOf(visible, active) + 1];
  return next !== undefined && next < end ? { to: next } : undefined;
}

function outOf({ span, end, parent }: Row, { active, folded }: Place): Move | undefined {
  if (end > active + 1 && !folded.has(span)) return { isFolded: true };
  return parent >= 0 ? { to: parent } : undefined;
}

const NEARER = 0.7;

/** How a key changes the visible time range, around the row with the keyboard focus. */
export function zoomOf(key: string, { shown, whole, row }: { shown: Interval; whole: Interval; row: Interval }) {
  const at = Math.min(Math.max((row.begin + row.end) / 2, shown.begin), shown.end);
  if (key === '+') return zoomed(shown, { at, factor: NEARER, whole });
  if (key === '-') return zoomed(shown, { at, factor: 1 / NEARER, whole });
  if (key === '<') return moved(shown, -0.25, whole);
  if (key === '>') return moved(shown, 0.25, whole);
  if (key === '0') return whole;
  return key === 'z' ? fitted(row, whole) : undefined;
}
