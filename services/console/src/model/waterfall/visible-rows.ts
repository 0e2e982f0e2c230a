import type { SpanNode } from '@cortex/trace-testing/trace';
import type { Row } from './rows.ts';
import type { Waterfall } from './waterfall.ts';

export interface RowChoice {
  /** The spans of folded rows, below which nothing is shown. */
  folded: ReadonlySet<SpanNode>;
  /** Hides rows that are not on the critical path. */
  onlyCritical: boolean;
  /** Hides shorter rows. */
  leastMicroseconds: number;
}

/** The indices of the visible rows. Rows above a matching row are visible too, so that the tree can be read. */
export function visibleRows(waterfall: Waterfall, choice: RowChoice): number[] {
  const kept = keptRows(waterfall, choice);
  const { rows } = waterfall;
  const visible: number[] = [];
  for (let index = 0; index < rows.length; ) {
    const row = rows[index] as Row;
    if (kept[index] === 1) visible.push(index);
    index = choice.folded.has(row.span) ? row.end : index + 1;
  }
  return visible;
}

/** 1 for each row that matches the filters, and for each row above one. */
export function keptRows(
  { rows }: Waterfall,
  { onlyCritical, leastMicroseconds }: Omit<RowChoice, 'folded'>,
): Uint8Array {
  const kept = new Uint8Array(rows.length);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const { path, interval, parent } = rows[index] as Row;
    const isLong = interval.end - interval.begin >= leastMicroseconds;
    if (isLong && (!onlyCritical || path.length > 0)) kept[index] = 1;
    if (kept[index] === 1 && parent >= 0) kept[parent] = 1;
  }
  return kept;
}

/** The position of a row among the visible ones; for a hidden row, that of the nearest before it. -1 if there is none. */
export function positionOf(visible: readonly number[], index: number): number {
  let [low, high] = [0, visible.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((visible[middle] as number) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
