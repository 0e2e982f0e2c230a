import type { LogHistogramAnswer, LogsAnswer } from '../../src/api/logs.ts';
import { phrase } from '../../src/model/logs/phrase.ts';
import { ApiError } from '../api/client.ts';
import { useAnswer } from '../api/use-answer.ts';
import { PageHead } from '../parts/page-head.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Answered } from '../parts/states.tsx';
import { FoundLines } from './found-lines.tsx';
import { Histogram } from './histogram.tsx';
import { Conditions, SearchForm } from './search-form.tsx';
import { logsQuery, useLogsSearch } from './use-logs-search.ts';
import './logs.css';

const LIVE_MILLISECONDS = 3000;
const NOT_UNDERSTOOD = 422;

/** The newest log lines that match, and how many there are over time. */
export function LogsPage() {
  const { search } = useLogsSearch();
  const query = logsQuery(search);
  const often = { everyMilliseconds: search.live ? LIVE_MILLISECONDS : undefined };
  const found = useAnswer<LogsAnswer>('/api/logs', query, often);
  const counted = useAnswer<LogHistogramAnswer>('/api/logs/histogram', query, often);
  return (
    <>
      <PageHead title="Logs" />
      <SearchForm />
      <Conditions />
      <SignalLinks of={{ service: search.service, traceId: search.trace }} besides="logs" />
      {found.error === null && (
        <Answered result={counted} what="how many lines there are">
          {(histogram) => <Histogram histogram={histogram} />}
        </Answered>
      )}
      <Answered result={found} what="the lines">
        {(answer) => <FoundLines answer={answer} />}
      </Answered>
      {found.error instanceof ApiError && found.error.status === NOT_UNDERSTOOD && <AsWords />}
    </>
  );
}

/** Offers to search for a text literally when it is not valid LogsQL. */
function AsWords() {
  const { search, change } = useLogsSearch();
  const { query } = search;
  if (query === undefined) return null;
  return (
    <p>
      <button type="button" onClick={() => change({ query: phrase(query) })}>
        Search for exactly these words
      </button>
    </p>
  );
}
