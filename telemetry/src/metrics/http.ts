import { metrics } from '@opentelemetry/api';
import {
  ATTR_ENDPOINT,
  ATTR_METHOD,
  ATTR_STATUS,
  METRIC_HTTP_ACTIVE_REQUESTS,
  METRIC_HTTP_REQUEST_DURATION_SECONDS,
  METRIC_HTTP_REQUESTS_TOTAL,
  METRIC_OPTIONS,
} from '../contract.ts';
import { LabelCounts } from './label-counts.ts';

const KNOWN_METHODS: ReadonlySet<string> = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'QUERY',
  'TRACE',
]);

export interface RequestLabels {
  readonly method: string;
  /** Route pattern, never the path. */
  readonly endpoint: string;
}

export interface HttpMetrics {
  /** Counts an answered request. */
  answered(labels: RequestLabels, answer: { status: number; seconds: number }): void;
}

/** The guide's HTTP metrics; `inFlight` is asked for the labels of the open requests at each collection. */
export function httpMetrics(inFlight: () => Iterable<RequestLabels>): HttpMetrics {
  const meter = metrics.getMeter('@cortex/telemetry');
  const requests = meter.createCounter(METRIC_HTTP_REQUESTS_TOTAL, METRIC_OPTIONS[METRIC_HTTP_REQUESTS_TOTAL]);
  const duration = meter.createHistogram(
    METRIC_HTTP_REQUEST_DURATION_SECONDS,
    METRIC_OPTIONS[METRIC_HTTP_REQUEST_DURATION_SECONDS],
  );
  const active = meter.createObservableUpDownCounter(
    METRIC_HTTP_ACTIVE_REQUESTS,
    METRIC_OPTIONS[METRIC_HTTP_ACTIVE_REQUESTS],
  );
  const seen = new LabelCounts();
  active.addCallback((result) => {
    for (const { labels, count } of seen.count(inFlight())) result.observe(count, attributes(labels));
  });
  return {
    answered(labels, { status, seconds }) {
      seen.add(labels);
      requests.add(1, { ...attributes(labels), [ATTR_STATUS]: status });
      duration.record(seconds, attributes(labels));
    },
  };
}

/** A known method as it is, anything else as `_OTHER`. */
export function methodLabel(method: string): string {
  return KNOWN_METHODS.has(method) ? method : '_OTHER';
}

function attributes({ method, endpoint }: RequestLabels) {
  return { [ATTR_METHOD]: method, [ATTR_ENDPOINT]: endpoint };
}
