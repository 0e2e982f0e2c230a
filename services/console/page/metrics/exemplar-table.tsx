import { Link } from '@tanstack/react-router';
import { amountText } from '../../src/model/format/amount-text.ts';
import { seriesName } from '../../src/model/metrics/series.ts';
import type { TracedValue } from '../../src/questions/metrics-over-time.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';

const COLUMNS = ['Trace', { number: 'Value' }, 'At', 'Series'] as const;
/** The dots of the graph cover the others. */
const MOST_ROWS = 20;

/** The exemplars with the highest values. */
export function ExemplarTable({ exemplars, found }: { exemplars: readonly TracedValue[]; found: number }) {
  const shown = exemplars.slice(0, MOST_ROWS);
  return (
    <section className="card" aria-labelledby="exemplars">
      <h2 id="exemplars">Exemplars</h2>
      {shown.length < found && (
        <p className="quiet">
          The {shown.length} highest of {found.toLocaleString('en')}.
        </p>
      )}
      <table>
        <caption className="unseen">Exemplars</caption>
        <ColumnHeads columns={COLUMNS} />
        <tbody>
          {shown.map(({ traceId, spanId, value, at, labels }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and none moves
            <tr key={index}>
              <td className="mono">
                <Link to="/trace/$traceId" params={{ traceId }} search={{ span: spanId }}>
                  {traceId.slice(0, 8)}…
                </Link>
              </td>
              <td className="number" title={String(value)}>
                {amountText(value)}
              </td>
              <td>
                <Moment at={at} />
              </td>
              <td className="metric-series">
                <Cut text={seriesName(labels)} most={200} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
