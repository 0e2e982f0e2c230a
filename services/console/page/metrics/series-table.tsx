import { amountText } from '../../src/model/format/amount-text.ts';
import type { columnsOf } from '../../src/model/metrics/series.ts';
import { figuresOf, seriesName } from '../../src/model/metrics/series.ts';
import { subjectOfSeries } from '../../src/model/metrics/subject-of-series.ts';
import type { MetricSeries } from '../../src/questions/metrics-over-time.ts';
import type { LookedAt } from '../parts/chart/chart-options.ts';
import { linePaint } from '../parts/chart/line-paint.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { ScrollCard } from '../parts/scroll-card.tsx';
import { ServiceSquare } from '../parts/service-paint.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';

export interface SeriesTableProps {
  series: readonly MetricSeries[];
  columns: ReturnType<typeof columnsOf>;
  /** What the pointer is at in the graph. */
  looked: LookedAt;
  query: string;
}

/** A row for each line of the graph, with its figures. */
export function SeriesTable({ series, columns: [seconds, ...values], looked, query }: SeriesTableProps) {
  const at = looked.step === undefined ? undefined : seconds[looked.step];
  return (
    <ScrollCard label="Series">
      <p className="quiet metric-at">
        {at === undefined ? (
          'The last value'
        ) : (
          <>
            At <Moment at={at * 1000} />
          </>
        )}
      </p>
      <table>
        <caption className="unseen">Series</caption>
        <ColumnHeads columns={['Series', { number: 'Value' }, { number: 'Lowest' }, { number: 'Highest' }]} />
        <tbody>
          {series.map((one, index) => {
            const { last, lowest, highest } = figuresOf(one);
            const value = looked.step === undefined ? last : (values[index]?.[looked.step] ?? null);
            return (
              <tr key={JSON.stringify(one.labels)} className={looked.line === index ? 'chart-looked' : undefined}>
                <td className="metric-series">
                  <ServiceSquare paint={linePaint(index)} /> <Cut text={seriesName(one.labels)} most={300} />
                  <br />
                  <SignalLinks of={subjectOfSeries(one.labels, query)} besides="metrics" />
                </td>
                {[value, lowest, highest].map((figure, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
                  <td key={column} className="number" title={figure === null ? undefined : String(figure)}>
                    {amountText(figure)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollCard>
  );
}
