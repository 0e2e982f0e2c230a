import type { MetricsAnswer } from '../../src/api/metrics.ts';
import { useAnswer } from '../api/use-answer.ts';
import { NoData } from '../parts/no-data.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Answered } from '../parts/states.tsx';
import { rangeQuery } from '../parts/time-range.ts';
import { Examples } from './examples.tsx';
import { Found } from './found.tsx';
import { QueryForm } from './query-form.tsx';
import { useMetricsSearch } from './use-metrics-search.ts';
import './metrics.css';

const REFRESH_MILLISECONDS = 15_000;

/** A PromQL query over time: graph, table, and the traces behind its values. */
export function MetricsPage() {
  const { search } = useMetricsSearch();
  const { query = '', step, from } = search;
  const result = useAnswer<MetricsAnswer>(
    '/api/metrics',
    { query, step, ...rangeQuery(search) },
    { enabled: query !== '', everyMilliseconds: from === undefined ? REFRESH_MILLISECONDS : undefined },
  );
  return (
    <>
      <PageTitle of={query === '' ? 'Metrics' : `Metrics: ${query}`} />
      <h1>Metrics</h1>
      <QueryForm onRunAgain={() => void result.refetch()} />
      {query === '' ? (
        <Examples />
      ) : (
        <Answered result={result} what="the series">
          {(answer) =>
            answer.series.length === 0 ? (
              <NoData what="No series matches the query in this time." />
            ) : (
              <Found answer={answer} query={query} />
            )
          }
        </Answered>
      )}
    </>
  );
}
