import type { Trace } from '@cortex/trace-testing/trace';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { counted, duration } from '../../src/model/format/text.ts';
import { traceSummary } from '../../src/model/trace/summary.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { traceTitle } from './trace-title.ts';

const COLUMNS = ['Trace', 'Begin', { number: 'Duration' }, { number: 'Spans' }] as const;

const MOST_ROWS = 500;

/** Lists the traces of a file, to select one. */
export function TraceList({ traces, trace: shown }: { traces: Trace[]; trace: Trace | undefined }) {
  const rows = useMemo(() => traces.slice(0, MOST_ROWS).map(rowOf), [traces]);
  return (
    <details className="card" open={shown === undefined}>
      <summary>
        {counted(traces.length, 'trace')} in the file
        {traces.length > MOST_ROWS && `, the first ${MOST_ROWS} are listed`}
      </summary>
      <table>
        <ColumnHeads columns={COLUMNS} />
        <tbody>
          {rows.map(({ traceId, title, begin, milliseconds, spans }) => (
            <tr key={traceId}>
              <td>
                <Link
                  to="/file"
                  search={{ trace: traceId }}
                  aria-current={traceId === shown?.traceId ? 'true' : undefined}
                >
                  <Cut text={title} />
                </Link>
              </td>
              <td>
                <Moment at={begin} />
              </td>
              <td className="number">{duration(milliseconds)}</td>
              <td className="number">{spans.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function rowOf(trace: Trace) {
  return { ...traceSummary(trace), title: traceTitle(trace) };
}
