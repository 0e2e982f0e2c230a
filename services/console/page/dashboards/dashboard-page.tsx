import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router';
import type { DashboardAnswer } from '../../src/api/dashboards.ts';
import { ownLast } from '../../src/model/dashboards/own-last.ts';
import { ApiError } from '../api/client.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Answered } from '../parts/states.tsx';
import type { RangeSearch } from '../parts/time-range.ts';
import { DashboardLinks } from './dashboard-links.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { RefreshPicker } from './refresh-picker.tsx';
import { useVariables } from './use-variables.ts';
import { Variables } from './variables.tsx';
import './dashboards.css';

/** One dashboard, drawn from the JSON file that Grafana reads. */
export function DashboardPage() {
  const { uid } = useParams({ from: '/dashboards/$uid' });
  const result = useAnswer<DashboardAnswer>(`/api/dashboards/${encodeURIComponent(uid)}`);
  return (
    <>
      {result.data === undefined && <PageHead title="Dashboard" />}
      <Answered result={result} what="the dashboard">
        {(dashboard) => <Known key={dashboard.uid} dashboard={dashboard} />}
      </Answered>
      {result.error instanceof ApiError && result.error.status === 404 && (
        <p>
          <Link to="/dashboards">All dashboards</Link>
        </p>
      )}
    </>
  );
}

/** Looks at the dashboard's own time where none is chosen. It then stands in the address, like one that is. */
function Known({ dashboard }: { dashboard: DashboardAnswer }) {
  const { last, from, to } = useSearch({ strict: false }) as RangeSearch;
  const own = ownLast(dashboard);
  if (own === undefined || last !== undefined || (from !== undefined && to !== undefined))
    return <Drawn dashboard={dashboard} />;
  return <Navigate to="." replace search={((before: object) => ({ ...before, last: own })) as never} />;
}

function Drawn({ dashboard }: { dashboard: DashboardAnswer }) {
  const { title, description, templating, panels } = dashboard;
  const search = useSearch({ from: '/dashboards/$uid' });
  const { refresh = dashboard.refresh } = search;
  const variables = useVariables(templating.list, search);
  return (
    <>
      <PageTitle of={title} />
      <h1>
        <Cut text={title} />
      </h1>
      <p className="quiet dashboard-about">
        <Cut text={description} most={300} />
      </p>
      <DashboardLinks of={dashboard} />
      <Answered result={variables} what="the variables">
        {(known) => (
          <>
            <search className="dashboard-variables" aria-label="Variables">
              <Variables known={known} />
              <RefreshPicker usual={dashboard.refresh} />
            </search>
            <div className="dashboard-grid">
              {panels.map((panel, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and none moves
                <PanelFrame key={index} panel={panel} variables={known} refresh={refresh} />
              ))}
            </div>
          </>
        )}
      </Answered>
    </>
  );
}
