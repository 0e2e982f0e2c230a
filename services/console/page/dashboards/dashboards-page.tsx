import { Link } from '@tanstack/react-router';
import type { DashboardsAnswer } from '../../src/api/dashboards.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Spoilt } from '../parts/spoilt.tsx';
import { Answered } from '../parts/states.tsx';

/** All dashboards. */
export function DashboardsPage() {
  const result = useAnswer<DashboardsAnswer>('/api/dashboards');
  return (
    <>
      <PageHead title="Dashboards" />
      <Answered result={result} what="the dashboards">
        {(answer) => (answer.folder === undefined ? <NoFolder /> : <Known answer={answer} />)}
      </Answered>
    </>
  );
}

function NoFolder() {
  return (
    <p className="card">
      This console has no folder of dashboards. Set <code>CORTEX_CONSOLE_DASHBOARDS</code> to the one that Grafana
      reads: <code>deploy/grafana/dashboards</code> in the repository.
    </p>
  );
}

function Known({ answer: { folder, dashboards, spoilt } }: { answer: Extract<DashboardsAnswer, { folder: string }> }) {
  return (
    <>
      {dashboards.length === 0 && spoilt.length === 0 && (
        <p className="card">
          <Cut text={folder} most={300} /> has no dashboards. In the repository, <code>npm run dashboards</code> writes
          them to <code>deploy/grafana/dashboards</code>.
        </p>
      )}
      {spoilt.length > 0 && <Spoilt files={spoilt} what="dashboards" />}
      {dashboards.length > 0 && (
        <ul className="card">
          {dashboards.map(({ uid, title, description }) => (
            <li key={uid}>
              <Link to="/dashboards/$uid" params={{ uid }}>
                <Cut text={title} />
              </Link>{' '}
              <span className="quiet">
                <Cut text={description} most={300} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
