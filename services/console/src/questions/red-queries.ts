import { METRIC_HTTP_REQUEST_DURATION_SECONDS, METRIC_HTTP_REQUESTS_TOTAL } from '@cortex/signals/contract';
import { grown, SPAN_BUCKETS } from '../model/metrics/promql.ts';

const SPAN_CALLS = 'traces_span_metrics_calls_total';
/** Excludes probes and scrapes, which are many, fast, and never fail. */
const NO_PROBE = '!~"([A-Z]+ )?/(health|metrics).*"';
const HTTP = `endpoint${NO_PROBE}`;
const SPANS = `span_kind=~"SPAN_KIND_(SERVER|CONSUMER)",span_name${NO_PROBE}`;
/** Excludes HTTP requests that carry an MCP request, which has a span of its own below. */
const NO_MCP = 'http_route!~"(.*/)?mcp"';

/** PromQL for the requests of each service within so many seconds. */
export function callsIn(seconds: number): string {
  return firstOf(
    grown(`${METRIC_HTTP_REQUESTS_TOTAL}{${HTTP}}`, { seconds, by: 'job' }),
    ofSpans((spans) => grown(`${SPAN_CALLS}{${spans}}`, { seconds, by: 'job, service_name' })),
  );
}

export function failuresIn(seconds: number): string {
  return firstOf(
    grown(`${METRIC_HTTP_REQUESTS_TOTAL}{${HTTP},status=~"5.."}`, { seconds, by: 'job' }),
    // A service that counts HTTP requests and has never failed has no series of failures.
    `0 * sum by (job) (max_over_time(${METRIC_HTTP_REQUESTS_TOTAL}[${seconds}s]))`,
    ofSpans((spans) =>
      grown(`${SPAN_CALLS}{${spans},status_code="STATUS_CODE_ERROR"}`, { seconds, by: 'job, service_name' }),
    ),
  );
}

/** The 95th percentile in seconds. */
export function p95In(seconds: number): string {
  const p95 = (buckets: string, by: string) => `histogram_quantile(0.95, ${grown(buckets, { seconds, by })})`;
  return firstOf(
    p95(`${METRIC_HTTP_REQUEST_DURATION_SECONDS}_bucket{${HTTP}}`, 'job, le'),
    ofSpans((spans) => p95(`${SPAN_BUCKETS}{${spans}}`, 'job, service_name, le')),
  );
}

/** For each job, the value of the first expression that has one. */
function firstOf(...expressions: string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' or on (job) ');
}

/** Prefers spans of MCP requests; a service without any is measured by its HTTP spans. */
function ofSpans(of: (selector: string) => string): string {
  return `${of(`${SPANS},${NO_MCP}`)} or ${of(SPANS)}`;
}
