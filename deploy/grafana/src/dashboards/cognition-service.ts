import { dashboard, type Row } from '../dashboard.ts';
import { heatMap } from '../panels/heat-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { CHOSEN, percentiles, quantile, rate } from '../promql.ts';
import { SPANS } from '../spans.ts';
import { targetOf } from '../targets.ts';
import { useRow } from '../use-row.ts';
import { cacheHits } from './cache-hits.ts';
import { httpRow } from './http-row.ts';

export function cognitionService() {
  return dashboard({
    uid: 'cortex-cognition-service',
    title: 'Cortex: cognition service',
    description: 'How contexts are generated, and what that takes.',
    service: 'cognition-service',
    rows: [
      contexts(),
      memory(),
      httpRow(targetOf('http_request_duration_seconds', 'cognition-service /tool/get_context, 95 %')),
      useRow(),
    ],
  });
}

function contexts(): Row {
  const generation = `context_generation_duration_seconds_bucket{${CHOSEN}}`;
  const size = `context_size_bytes_bucket{${CHOSEN}}`;
  return {
    title: 'Contexts',
    panels: [
      timeSeries({
        title: 'Context generation latency',
        description: 'Time to generate a context, including the wait for a worker.',
        unit: 's',
        target: targetOf('context_generation_duration_seconds'),
        queries: percentiles(generation, SPANS.operations),
      }),
      heatMap({
        title: 'Context generation latency, distribution',
        description: 'Number of contexts by the time that they took.',
        unit: 's',
        buckets: generation,
        spans: SPANS.operations,
        width: 8,
      }),
      timeSeries({
        title: 'Contexts by result',
        description: 'Generated from the history (full), without the memory-service (fallback), or failed.',
        unit: 'cps',
        queries: [{ expr: rate(`context_generation_total{${CHOSEN}}`, 'result_type'), legend: '{{result_type}}' }],
      }),
      timeSeries({
        title: 'Processing queue depth',
        description: 'Contexts that wait to be generated, and active workers.',
        unit: 'short',
        target: targetOf('queue_length', 'context_generation'),
        queries: [
          { expr: `max(queue_length{${CHOSEN},queue="context_generation"})`, legend: 'waiting' },
          { expr: `sum(active_workers{${CHOSEN},queue="context_generation"})`, legend: 'workers' },
        ],
      }),
      timeSeries({
        title: 'Generated context size',
        description: 'Size of the items of a context, as text.',
        unit: 'bytes',
        queries: percentiles(size),
      }),
      heatMap({
        title: 'Generated context size, distribution',
        description: 'Number of contexts by their size.',
        unit: 'bytes',
        buckets: size,
        width: 8,
      }),
    ],
  };
}

function memory(): Row {
  const buckets = `memory_service_duration_seconds_bucket{${CHOSEN}}`;
  const target = targetOf('memory_service_duration_seconds');
  return {
    title: 'Calls of the memory service',
    panels: [
      timeSeries({
        title: 'Calls of the memory service',
        description: 'Calls of the memory service by operation; failed ones have the suffix _error.',
        unit: 'reqps',
        queries: [{ expr: rate(`memory_service_calls_total{${CHOSEN}}`, 'operation'), legend: '{{operation}}' }],
      }),
      timeSeries({
        title: 'Latency of the memory service (95th percentile)',
        description: 'Time of a call, by operation.',
        unit: 's',
        target,
        queries: [
          { expr: quantile({ share: 0.95, buckets, by: 'operation' }), legend: '{{operation}}', spans: SPANS.calls },
        ],
      }),
      heatMap({
        title: 'Latency of the memory service, distribution',
        description: 'Number of calls by the time that they took.',
        unit: 's',
        buckets,
        spans: SPANS.calls,
        width: 8,
      }),
      cacheHits(24),
    ],
  };
}
