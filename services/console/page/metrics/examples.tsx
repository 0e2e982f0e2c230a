import { Link } from '@tanstack/react-router';

const EXAMPLES = [
  ['Spans a second, by service', 'sum by (job) (rate(traces_span_metrics_calls_total[5m]))'],
  [
    '95th percentile of answers, by service',
    'histogram_quantile(0.95, sum by (job, le) (rate(traces_span_metrics_duration_seconds_bucket{span_kind="SPAN_KIND_SERVER"}[5m])))',
  ],
  ['Targets that Prometheus reaches', 'up'],
] as const;

/** Example queries, shown while there is no query. */
export function Examples() {
  return (
    <section className="card" aria-labelledby="metric-examples">
      <h2 id="metric-examples">Write a PromQL query, or start with one of these</h2>
      <ul>
        {EXAMPLES.map(([title, query]) => (
          <li key={query}>
            <Link to="/metrics-explorer" search={{ query }}>
              {title}
            </Link>
            <br />
            <code className="metric-query">{query}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
