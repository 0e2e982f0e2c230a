import type { TracesAnswer } from '../../src/api/traces.ts';
import { useAnswer } from '../api/use-answer.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Answered } from '../parts/states.tsx';
import { FoundTraces } from './found-traces.tsx';
import { OpenById } from './open-by-id.tsx';
import { SearchForm } from './search-form.tsx';
import { tracesQuery, useTracesSearch } from './use-traces-search.ts';
import './traces.css';

const LIVE_MILLISECONDS = 5000;

/** Searches for requests that were slow or failed. */
export function TracesPage() {
  const { search } = useTracesSearch();
  const query = tracesQuery(search);
  const { service, operation, tool } = search;
  const subject = { service, operation, tool };
  const of = [service, operation, tool].filter((name) => name !== undefined).join(' ');
  const result = useAnswer<TracesAnswer>('/api/traces', query, {
    everyMilliseconds: search.live ? LIVE_MILLISECONDS : undefined,
  });
  return (
    <>
      <PageTitle of={of === '' ? 'Traces' : `Traces of ${of}`} />
      <div className="traces-head">
        <h1>Traces</h1>
        <OpenById />
      </div>
      <SearchForm />
      <SignalLinks of={subject} besides="traces" />
      <Answered result={result} what="the traces">
        {(answer) => <FoundTraces answer={answer} question={JSON.stringify(query)} />}
      </Answered>
    </>
  );
}
