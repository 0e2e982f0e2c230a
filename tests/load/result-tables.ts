import { baselineText, type CheckedFigure, figureText, type Slowest } from '@cortex/console/model';
import { inColumns } from '@cortex/local/console';

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
      baselineText(one),
      figureText(one.got, one.unit),
      figureText(one.last, one.unit),
      one.verdict,
    ]),
  );
}

/** The slowest request of each row as lines of text. */
export function slowestTable(slowest: readonly Slowest[]): string[] {
  return inColumns(
    [{ title: 'slowest request of' }, { title: 'took', align: 'right' }, { title: 'trace' }],
    slowest.map(({ row, milliseconds, traceId }) => [row, figureText(milliseconds, 'ms'), traceId]),
  );
}
