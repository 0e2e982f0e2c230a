import { dashboard, type Row } from '../dashboard.ts';
import { bars } from '../panels/bars.ts';
import { heatMap } from '../panels/heat-map.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { timeSeries } from '../panels/time-series.ts';
import { CHOSEN, percentiles, SERVICE_CHOSEN } from '../promql.ts';
import { SPANS } from '../spans.ts';
import { targetOf } from '../targets.ts';
import { useRow } from '../use-row.ts';
import { health, healthStatus } from './health.ts';

export function systemOverview() {
  return dashboard({
    uid: 'cortex-system-overview',
    title: 'Cortex: system overview',
    description: 'Whether everything is well, and if not, where to look.',
    rows: [status(), requests(), endToEnd(), serviceLevels(), useRow(), telemetry()],
  });
}

function status(): Row {
  return {
    title: 'Status',
    panels: [
      health(`up{${SERVICE_CHOSEN}}`),
      healthStatus(),
      stat({
        title: 'Firing alerts',
        description: 'Alerts that are sent to Alertmanager.',
        unit: 'short',
        query: { expr: 'count(ALERTS{alertstate="firing"}) or vector(0)', legend: 'firing' },
        steps: [
          { color: 'green', value: null },
          { color: 'red', value: 1 },
        ],
      }),
      stat({
        title: 'Circuit breakers that are not closed',
        description: 'Pairs of caller and called service between which calls are refused.',
        unit: 'short',
        query: { expr: 'count(mcp_circuit_state < 2) or vector(0)', legend: 'open' },
        steps: [
          { color: 'green', value: null },
          { color: 'red', value: 1 },
        ],
      }),
      table({
        title: 'Alerts',
        description:
          'Alerts that fire, or will fire if their condition lasts. Their runbooks are in deploy/prometheus/runbooks.md.',
        unit: 'short',
        queries: [
          {
            expr: 'count by (alertname, severity, job, alertstate) (ALERTS) or label_replace(vector(0), "alertname", "none", "", "")',
            legend: 'Alerts',
          },
        ],
        width: 24,
      }),
    ],
  };
}

function requests(): Row {
  return {
    title: 'Requests',
    panels: [
      timeSeries({
        title: 'Request rate',
        description: 'HTTP requests that each service answers.',
        unit: 'reqps',
        queries: [{ expr: `job:http_requests:rate5m{${SERVICE_CHOSEN}}`, legend: '{{job}}' }],
        width: 6,
      }),
      timeSeries({
        title: 'Success rate',
        description: 'Share of requests that are answered without an error of the service (5xx).',
        unit: 'percentunit',
        queries: [{ expr: `job:http_success:ratio5m{${SERVICE_CHOSEN}}`, legend: '{{job}}' }],
        width: 6,
      }),
      timeSeries({
        title: 'Error rate',
        description: 'Share of requests that are answered with an error of the service (5xx).',
        unit: 'percentunit',
        target: 0.05,
        width: 6,
        queries: [{ expr: `job:http_errors:ratio5m{${SERVICE_CHOSEN}}`, legend: '{{job}}' }],
      }),
      timeSeries({
        title: 'Latency (95th percentile)',
        description: 'Time from the arrival of a request until its response is written.',
        unit: 's',
        target: targetOf('http_request_duration_seconds', 'every service'),
        queries: [
          {
            expr: `job:http_request_duration_seconds:p95{${SERVICE_CHOSEN}}`,
            legend: '{{job}}',
            spans: SPANS.requests,
          },
        ],
        width: 6,
      }),
    ],
  };
}

function endToEnd(): Row {
  const target = targetOf('end_to_end_latency_seconds');
  return {
    title: 'End to end',
    panels: [
      timeSeries({
        title: 'End-to-end latency',
        description:
          'Time from the arrival of an input until its output is published, across all services, whether anybody listens or not.',
        unit: 's',
        target,
        queries: percentiles('end_to_end_latency_seconds_bucket', SPANS.inputs),
      }),
      heatMap({
        title: 'End-to-end latency, distribution',
        description: 'Number of inputs by the time that they took.',
        unit: 's',
        buckets: 'end_to_end_latency_seconds_bucket',
        spans: SPANS.inputs,
        width: 8,
      }),
      timeSeries({
        title: 'Latency of spans, with their traces',
        description: 'Server spans of each service (95th percentile). Each dot is a trace: click it to open it.',
        unit: 's',
        target,
        queries: [
          {
            expr: `histogram_quantile(0.95, sum by (job, le) (rate(traces_span_metrics_duration_seconds_bucket{${SERVICE_CHOSEN},span_kind="SPAN_KIND_SERVER"}[$__rate_interval])))`,
            legend: '{{job}}',
            exemplars: true,
          },
        ],
      }),
    ],
  };
}

function serviceLevels(): Row {
  return {
    title: 'Service levels',
    panels: [
      table({
        title: 'How fast each error budget burns',
        description:
          'Burn rates of the objectives in deploy/prometheus/slo.yaml. At 1, the budget lasts exactly for its period; above, it runs out earlier.',
        unit: 'short',
        queries: [
          { expr: 'sum by (slo, page) (slo:burn_rate:1h)', legend: '1 hour' },
          { expr: 'sum by (slo, page) (slo:burn_rate:1d)', legend: '1 day' },
          { expr: 'sum by (slo, page) (slo:burn_rate:3d)', legend: '3 days' },
        ],
      }),
      bars({
        title: 'Good events, last hour',
        description: "Share of each objective's events that met it.",
        unit: 'percentunit',
        query: {
          expr: '1 - sum by (slo) (sum_over_time(slo:bad_events:rate5m[1h])) / (sum by (slo) (sum_over_time(slo:events:rate5m[1h])) > 0)',
          legend: '{{slo}}',
        },
        width: 12,
      }),
    ],
  };
}

function telemetry(): Row {
  return {
    title: 'Telemetry itself',
    panels: [
      timeSeries({
        title: 'What the Collector receives',
        description: 'Items that arrive at the Collector.',
        unit: 'cps',
        queries: ['spans', 'metric_points', 'log_records', 'profile_samples'].map((item) => ({
          expr: `sum(rate(otelcol_receiver_accepted_${item}_total[$__rate_interval]))`,
          legend: item.replace('_', ' '),
        })),
      }),
      timeSeries({
        title: "The Collector's queues",
        description: 'How full each queue is; a full one loses telemetry.',
        unit: 'percentunit',
        target: 0.5,
        queries: [{ expr: 'exporter:otelcol_exporter_queue:ratio', legend: '{{exporter}}' }],
      }),
      timeSeries({
        title: 'Spans of the services',
        description: 'Spans that left their queue, and spans that were lost.',
        unit: 'cps',
        queries: [
          {
            expr: `sum by (job) (rate(otel_sdk_processor_span_processed_total{${CHOSEN}}[$__rate_interval]))`,
            legend: '{{job}}',
          },
          {
            expr: `sum(rate(otel_sdk_processor_span_processed_total{${CHOSEN},error_type!=""}[$__rate_interval])) or vector(0)`,
            legend: 'lost',
          },
        ],
      }),
    ],
  };
}
