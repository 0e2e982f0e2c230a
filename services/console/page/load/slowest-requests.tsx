import { Link } from '@tanstack/react-router';
import { duration } from '../../src/model/format/text.ts';
import type { Slowest } from '../../src/model/load/result.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';

const COLUMNS = ['Under test', { number: 'Duration' }, 'Trace'] as const;

/** The slowest request of each row, with its trace. */
export function SlowestRequests({ requests }: { requests: readonly Slowest[] }) {
  if (requests.length === 0) return null;
  return (
    <section className="card" aria-labelledby="slowest">
      <h2 id="slowest">Slowest requests</h2>
      <p className="quiet">A link works as long as Jaeger keeps the trace.</p>
      <table>
        <caption className="unseen">Slowest requests</caption>
        <ColumnHeads columns={COLUMNS} />
        <tbody>
          {requests.map(({ row, milliseconds, traceId }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and none moves
            <tr key={index}>
              <td>
                <Cut text={row} most={40} />
              </td>
              <td className="number">{duration(milliseconds)}</td>
              <td className="mono load-trace">
                {traceId === '' ? (
                  <span className="quiet">unknown</span>
                ) : (
                  <Link to="/trace/$traceId" params={{ traceId }}>
                    {traceId}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
