import type { PrometheusClient } from '@prometheus-io/codemirror-promql/dist/esm/client/prometheus';
import type { MetricNamesAnswer } from '../../src/api/metric-names.ts';
import { answerQuery, queries } from '../api/queries.ts';
import { rangeQuery } from '../parts/time-range.ts';
import type { Search } from './use-metrics-search.ts';

const FRESH_MILLISECONDS = 60_000;

/** Names for the editor's completion, from the console's API. A failure offers no names: running the query reports it. */
export function metricNames(search: () => Search): PrometheusClient {
  const ask = async ({ metric, ...asked }: { label?: string; metric?: string | undefined }) => {
    const selector = metric ? `{__name__=${JSON.stringify(metric)}}` : undefined;
    const query = answerQuery<MetricNamesAnswer>('/api/metric-names', { ...asked, selector, ...rangeQuery(search()) });
    const answer = await queries.fetchQuery({ ...query, staleTime: FRESH_MILLISECONDS }).catch(() => undefined);
    return answer?.names ?? [];
  };
  return {
    metricNames: () => ask({ label: '__name__' }),
    labelNames: (metric) => ask({ metric }),
    labelValues: (label, metric) => ask({ label, metric }),
    metricMetadata: async () => ({}),
    series: async () => [],
    flags: async () => ({}),
  };
}
