import type { Row } from '../dashboard.ts';
import { heatMap } from '../panels/heat-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { CHOSEN, percentiles, quantile, rate } from '../promql.ts';
import { SPANS } from '../spans.ts';

const BUCKETS = `http_request_duration_seconds_bucket{${CHOSEN}}`;

/** Rate, errors and latency of the requests that a service answers. */
export function httpRow(target: number): Row {
  return {
    title: 'Requests',
    panels: [
      timeSeries({
        title: 'Request volume by endpoint',
        description: 'HTTP requests answered.',
        unit: 'reqps',
        queries: [
          { expr: rate(`http_requests_total{${CHOSEN}}`, 'method, endpoint'), legend: '{{method}} {{endpoint}}' },
        ],
      }),
      timeSeries({
        title: 'Answers by status',
        description: 'HTTP requests answered, by status code.',
        unit: 'reqps',
        queries: [{ expr: rate(`http_requests_total{${CHOSEN}}`, 'status'), legend: '{{status}}' }],
      }),
      timeSeries({
        title: 'Latency percentiles',
        description: 'Time from the arrival of a request until its response is written.',
        unit: 's',
        target,
        queries: percentiles(BUCKETS, SPANS.requests),
      }),
      timeSeries({
        title: 'Latency by endpoint (95th percentile)',
        description: 'Time from the arrival of a request until its response is written, by endpoint.',
        unit: 's',
        target,
        queries: [
          {
            expr: quantile({ share: 0.95, buckets: BUCKETS, by: 'endpoint' }),
            legend: '{{endpoint}}',
            spans: SPANS.requests,
          },
        ],
        width: 12,
      }),
      heatMap({
        title: 'Latency, distribution',
        description: 'Number of requests by the time that they took.',
        unit: 's',
        buckets: BUCKETS,
        spans: SPANS.requests,
      }),
    ],
  };
}
