import { inColumns } from '@cortex/local/console';
import type { CheckedFigure } from './check.ts';
import type { Slowest } from './result.ts';

/** The figures of a run as lines of text. */
export function figureTable(figures: readonly CheckedFigure[]): string[] {
  return inColumns(
    [
      { title: 'row' },
      { title: 'figure' },
      { title: 'baseline', align: 'right' },
      { title: 'got', align: 'right' },
      { title: 'last run', align: 'right' },
      { title: 'verdict' },
    ],
    figures.map((one) => [
      one.row,
      one.figure,
      bound(one),
      amount(one.got, one.unit),
      amount(one.last, one.unit),
      one.verdict,
    ]),
  );
}

/** The slowest request of each row as lines of text. */
export function slowestTable(slowest: readonly Slowest[]): string[] {
  return inColumns(
    [{ title: 'slowest request of' }, { title: 'took', align: 'right' }, { title: 'trace' }],
    slowest.map(({ row, milliseconds, traceId }) => [row, amount(milliseconds, 'ms'), traceId]),
  );
}

function bound({ baseline, good, unit }: CheckedFigure): string {
  return baseline === undefined ? '-' : `${good === 'below' ? '<=' : '>='} ${amount(baseline, unit)}`;
}

function amount(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '-';
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${unit}`;
}
