import { type Attributes, metrics } from '@opentelemetry/api';
import {
  ATTR_STATUS,
  METRIC_HTTP_ACTIVE_REQUESTS,
  METRIC_HTTP_REQUEST_DURATION_SECONDS,
  METRIC_HTTP_REQUESTS_TOTAL,
  METRIC_OPTIONS,
} from './contract.ts';
import { histogram, observedCounter, type Series } from './instruments.ts';
import { LabelCounts, type RequestLabels } from './label-counts.ts';

export interface HttpMetrics {
  /** Counts an answered request. */
  answered(labels: RequestLabels, answer: { status: number; seconds: number }): void;
}

/** The guide's HTTP metrics. @param inFlight the labels of the open requests, called at each collection */
export function httpMetrics(inFlight: () => Iterable<RequestLabels>): HttpMetrics {
  const requests = new Map<string, Series>();
  const duration = histogram(METRIC_HTTP_REQUEST_DURATION_SECONDS);
  const seen = new LabelCounts();
  observeActive(() => seen.count(inFlight()));
  return {
    answered(labels, { status, seconds }) {
      const { key, attributes } = seen.add(labels);
      const series = requests.get(`${key} ${status}`) ?? answeredWith(status, attributes);
      requests.set(`${key} ${status}`, series);
      series.value += 1;
      duration.record(seconds, attributes);
    },
  };
}

function observeActive(counts: () => ReturnType<LabelCounts['count']>): void {
  const options = METRIC_OPTIONS[METRIC_HTTP_ACTIVE_REQUESTS];
  const meter = metrics.getMeter('@cortex/telemetry');
  meter.createObservableUpDownCounter(METRIC_HTTP_ACTIVE_REQUESTS, options).addCallback((result) => {
    for (const { attributes, count } of counts()) result.observe(count, attributes);
  });
}

function answeredWith(status: number, attributes: Attributes): Series {
  return observedCounter(METRIC_HTTP_REQUESTS_TOTAL).series({ ...attributes, [ATTR_STATUS]: status });
}
