import { dashboard, type Row } from '../dashboard.ts';
import { heatMap } from '../panels/heat-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { CHOSEN, percentiles, quantile, rate } from '../promql.ts';
import { SPANS } from '../spans.ts';
import { targetOf } from '../targets.ts';
import { useRow } from '../use-row.ts';
import { cacheHits } from './cache-hits.ts';
import { httpRow } from './http-row.ts';

const STATEMENTS = `db_operation_duration_seconds_bucket{${CHOSEN}}`;
const OPERATIONS = `storage_operation_duration_seconds_bucket{${CHOSEN}}`;

export function memoryService() {
  return dashboard({
    uid: 'cortex-memory-service',
    title: 'Cortex: memory service',
    description: 'Storage operations, and the state of the database.',
    service: 'memory-service',
    rows: [
      storage(),
      database(),
      streams(),
      httpRow(targetOf('http_request_duration_seconds', 'memory-service /tool/store_input, 95 %')),
      useRow(),
    ],
  });
}

function storage(): Row {
  return {
    title: 'Storage',
    panels: [
      timeSeries({
        title: 'Storage operations',
        description: 'Calls of the tools and resources that store and read, over MCP and plain HTTP.',
        unit: 'reqps',
        queries: [
          { expr: rate(`storage_operation_duration_seconds_count{${CHOSEN}}`, 'operation'), legend: '{{operation}}' },
        ],
      }),
      timeSeries({
        title: 'Storage operation latency (95th percentile)',
        description: 'Time of a storage operation, from its validated arguments to its result.',
        unit: 's',
        target: targetOf('storage_operation_duration_seconds'),
        queries: [
          {
            expr: quantile({ share: 0.95, buckets: OPERATIONS, by: 'operation' }),
            legend: '{{operation}}',
            spans: SPANS.operations,
          },
        ],
      }),
      heatMap({
        title: 'Storage operation latency, distribution',
        description: 'Number of calls by the time that they took.',
        unit: 's',
        buckets: OPERATIONS,
        spans: SPANS.operations,
        width: 8,
      }),
    ],
  };
}

function database(): Row {
  return {
    title: 'Database',
    panels: [
      timeSeries({
        title: 'Statements',
        description: 'Statements sent to the database, by operation and table.',
        unit: 'ops',
        queries: [
          { expr: rate(`db_operations_total{${CHOSEN}}`, 'operation, table'), legend: '{{operation}} {{table}}' },
        ],
      }),
      timeSeries({
        title: 'Statement latency',
        description: 'Time of a statement on its connection.',
        unit: 's',
        target: targetOf('db_operation_duration_seconds', 'every operation'),
        queries: percentiles(STATEMENTS, SPANS.statements),
      }),
      timeSeries({
        title: 'Statement latency by operation (95th percentile)',
        description: 'Time of a statement on its connection, by operation; the target is that of simple queries.',
        unit: 's',
        target: targetOf('db_operation_duration_seconds', 'simple queries'),
        queries: [
          {
            expr: quantile({ share: 0.95, buckets: STATEMENTS, by: 'operation' }),
            legend: '{{operation}}',
            spans: SPANS.statements,
          },
        ],
      }),
      heatMap({
        title: 'Statement latency, distribution',
        description: 'Number of statements by the time that they took.',
        unit: 's',
        buckets: STATEMENTS,
        spans: SPANS.statements,
      }),
      timeSeries({
        title: 'Slow queries',
        description: 'Statements that took more than 100 ms; each is a log line too.',
        unit: 'ops',
        queries: [
          { expr: `sum(rate(db_slow_queries_total{${CHOSEN}}[$__rate_interval])) or vector(0)`, legend: 'slow' },
        ],
        width: 12,
      }),
      timeSeries({
        title: 'Connections',
        description: 'Open connections to the database.',
        unit: 'short',
        queries: [{ expr: `sum(db_connections{${CHOSEN}})`, legend: 'open' }],
      }),
      timeSeries({
        title: 'Waiting for a connection',
        description: 'Time until a connection was available.',
        unit: 's',
        queries: percentiles(`db_connection_wait_seconds_bucket{${CHOSEN}}`),
      }),
      timeSeries({
        title: 'Database size',
        description: 'Size of the database, including its indexes.',
        unit: 'bytes',
        queries: [{ expr: `max(db_size_bytes{${CHOSEN}})`, legend: 'size' }],
      }),
      timeSeries({
        title: 'Database growth',
        description: 'Growth of the database within an hour, extrapolated from the available data.',
        unit: 'bytes',
        queries: [{ expr: `max(delta(db_size_bytes{${CHOSEN}}[1h]))`, legend: 'growth' }],
        width: 12,
      }),
      cacheHits(12),
    ],
  };
}

function streams(): Row {
  return {
    title: 'Streaming of resources',
    panels: [
      timeSeries({
        title: 'Streams opened',
        description: 'Streams that clients open, by resource.',
        unit: 'reqps',
        queries: [{ expr: rate(`stream_requests_total{${CHOSEN}}`, 'resource'), legend: '{{resource}}' }],
        width: 12,
      }),
      timeSeries({
        title: 'Active streams',
        description: 'Open streams, by resource.',
        unit: 'short',
        queries: [{ expr: `sum by (resource) (active_streams{${CHOSEN}})`, legend: '{{resource}}' }],
        width: 12,
      }),
    ],
  };
}
