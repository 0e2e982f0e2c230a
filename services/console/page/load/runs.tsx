import { Link } from '@tanstack/react-router';
import { counted } from '../../src/model/format/text.ts';
import type { LoadRunSummary } from '../../src/questions/load-runs.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';

const COLUMNS = ['Begin', 'Scenario', { number: 'Fall short' }, 'Against'] as const;

export interface RunsProps {
  /** The newest first. */
  runs: readonly LoadRunSummary[];
  /** The file of the selected run. */
  shown: string;
  unread: number;
}

/** Lists all runs, to select one. */
export function Runs({ runs, shown, unread }: RunsProps) {
  return (
    <section className="card" aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      <table>
        <caption className="unseen">Runs</caption>
        <ColumnHeads columns={COLUMNS} />
        <tbody>
          {runs.map((run) => (
            <tr key={run.file} className={run.file === shown ? 'load-shown' : undefined}>
              <td>
                <Link to="/load" search={{ run: run.file }} aria-current={run.file === shown ? 'true' : undefined}>
                  <Moment at={run.begin} />
                </Link>
              </td>
              <td>
                <Cut text={run.scenario} most={24} />
              </td>
              <td className={`number ${run.short > 0 ? 'failed' : ''}`}>
                {run.short > 0 && '✖ '}
                {run.short} of {run.figures}
              </td>
              <td>
                <Cut text={run.against} most={40} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unread > 0 && <p className="quiet">{counted(unread, 'older result')} of the folder not read.</p>}
    </section>
  );
}
