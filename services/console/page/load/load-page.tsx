import { Link, useSearch } from '@tanstack/react-router';
import type { LoadAnswer } from '../../src/api/load.ts';
import type { ShownLoadRun } from '../../src/questions/load-runs.ts';
import { ApiError } from '../api/client.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { NoData } from '../parts/no-data.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Spoilt } from '../parts/spoilt.tsx';
import { Answered } from '../parts/states.tsx';
import { Figures } from './figures.tsx';
import { NoFolder } from './no-folder.tsx';
import { Runs } from './runs.tsx';
import { SlowestRequests } from './slowest-requests.tsx';
import './load.css';

/** Results of load tests, against the baselines and against earlier runs. */
export function LoadPage() {
  const { run } = useSearch({ from: '/load' });
  const result = useAnswer<LoadAnswer>('/api/load', { run });
  return (
    <>
      <PageHead title="Load" />
      <Answered result={result} what="the results">
        {(answer) => (answer.folder === undefined ? <NoFolder /> : <Known answer={answer} />)}
      </Answered>
      {result.error instanceof ApiError && result.error.status === 404 && (
        <p>
          <Link to="/load">The newest run</Link>
        </p>
      )}
    </>
  );
}

function Known({ answer: { runs, shown, spoilt, unread } }: { answer: Extract<LoadAnswer, { folder: string }> }) {
  return (
    <>
      {shown === undefined ? (
        <NoData what="No load test has left a result here." command="npm run load -- steady" />
      ) : (
        <ShownRun run={shown} />
      )}
      {spoilt.length > 0 && <Spoilt files={spoilt} what="results" />}
      {shown !== undefined && <Runs runs={runs} shown={shown.summary.file} unread={unread} />}
    </>
  );
}

function ShownRun({ run: { summary, figures, slowest } }: { run: ShownLoadRun }) {
  const { scenario, begin, against } = summary;
  return (
    <>
      <p className="load-subject">
        <strong>
          <Cut text={scenario} />
        </strong>{' '}
        against <Cut text={against} />, started <Moment at={begin} />
      </p>
      <Figures summary={summary} figures={figures} />
      <SlowestRequests requests={slowest} />
    </>
  );
}
