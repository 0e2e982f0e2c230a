import { Link } from '@tanstack/react-router';
import { counted, duration } from '../../../src/model/format/text.ts';
import type { TraceComparison } from '../../../src/model/trace/comparison.ts';
import type { OperationDifference } from '../../../src/model/trace/difference.ts';
import { ColumnHeads } from '../../parts/column-heads.tsx';
import { Cut } from '../../parts/cut.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ScrollCard } from '../../parts/scroll-card.tsx';

const COLUMNS = [
  'Operation',
  { number: 'Difference' },
  { number: 'Self, other trace' },
  { number: 'Self, this trace' },
  { number: 'Spans' },
  'As bar',
] as const;

export interface ComparisonProps {
  comparison: TraceComparison;
  /** How many traces the usual one was selected from; undefined when another one was named. */
  among?: number | undefined;
  /** Whether the trace to compare with is stored. */
  isStored: boolean;
}

/** Each operation in both traces, the largest change first. */
export function Comparison({ comparison, among, isStored }: ComparisonProps) {
  const { before, after, operations, more } = comparison;
  const title = <Cut text={`${before.service} ${before.operation}`} />;
  const most = Math.max(1e-9, ...operations.map((one) => Math.abs(changeOf(one))));
  return (
    <>
      <p>
        {isStored ? (
          <Link to="/trace/$traceId" params={{ traceId: before.traceId }}>
            {title}
          </Link>
        ) : (
          title
        )}{' '}
        of <Moment at={before.begin} /> took {duration(before.milliseconds)} in {counted(before.spans, 'span')}; this
        one {duration(after.milliseconds)} in {counted(after.spans, 'span')}.
        {among !== undefined && (
          <span className="quiet">
            {' '}
            The other trace is nearest to the median of {counted(among, 'trace')} of the same root within an hour.
          </span>
        )}
      </p>
      <ScrollCard label="Operations">
        <table>
          <ColumnHeads columns={COLUMNS} />
          <tbody>
            {operations.map((one) => (
              <Row key={JSON.stringify([one.service, one.name])} difference={one} most={most} />
            ))}
          </tbody>
        </table>
        {more > 0 && <p className="quiet">{counted(more, 'operation')} with the least change left out.</p>}
      </ScrollCard>
    </>
  );
}

const changeOf = ({ selfMillisecondsBefore, selfMillisecondsAfter }: OperationDifference) =>
  selfMillisecondsAfter - selfMillisecondsBefore;

function Row({ difference, most }: { difference: OperationDifference; most: number }) {
  const { service, name, countBefore, countAfter, selfMillisecondsBefore, selfMillisecondsAfter } = difference;
  const change = changeOf(difference);
  const width = `${(Math.abs(change) / most) * 100}%`;
  return (
    <tr>
      <td>
        <span className="quiet">
          <Cut text={service} />
        </span>{' '}
        <Cut text={name} />
        {countBefore === 0 && <strong> new</strong>}
        {countAfter === 0 && <strong> gone</strong>}
      </td>
      <td className="number">
        {change < 0 ? '−' : '+'}
        {duration(Math.abs(change))}
      </td>
      <td className="number">{duration(selfMillisecondsBefore)}</td>
      <td className="number">{duration(selfMillisecondsAfter)}</td>
      <td className="number">{countBefore === countAfter ? countAfter : `${countBefore} → ${countAfter}`}</td>
      <td className="difference">
        <span className={change < 0 ? 'is-less' : 'is-more'} style={{ width }} />
      </td>
    </tr>
  );
}
