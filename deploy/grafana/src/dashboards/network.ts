import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, type Row } from '../dashboard.ts';
import { bars } from '../panels/bars.ts';
import { heatMap } from '../panels/heat-map.ts';
import { stat } from '../panels/stat.ts';
import { timeSeries } from '../panels/time-series.ts';
import { CHOSEN, quantile, rate, SERVICE_CHOSEN } from '../promql.ts';
import { SPANS } from '../spans.ts';
import { targetOf } from '../targets.ts';
import { useRow } from '../use-row.ts';

const CIRCUIT_STATES: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      '0': { text: 'open', color: 'red', index: 0 },
      '1': { text: 'half-open', color: 'orange', index: 1 },
      '2': { text: 'closed', color: 'green', index: 2 },
    },
  },
];

export function network() {
  return dashboard({
    uid: 'cortex-network',
    title: 'Cortex: network',
    description: 'The communication between the services, and its failures.',
    rows: [resilience(), communication(), sizes(), useRow()],
  });
}

function resilience(): Row {
  return {
    title: 'Circuit breakers, retries, errors',
    panels: [
      stat({
        title: 'Circuit breakers',
        description: "State of each caller's circuit breaker for a called service.",
        unit: 'short',
        query: {
          expr: `min by (job, service) (mcp_circuit_state{${CHOSEN}})`,
          legend: '{{job}} to {{service}}',
        },
        steps: [
          { color: 'red', value: null },
          { color: 'orange', value: 1 },
          { color: 'green', value: 2 },
        ],
        mappings: CIRCUIT_STATES,
        width: 24,
      }),
      timeSeries({
        title: 'Retry rate',
        description: 'Retries per call.',
        unit: 'percentunit',
        target: targetOf('mcp_retries_total'),
        queries: [{ expr: `job_service:mcp_retries:ratio5m{${SERVICE_CHOSEN}}`, legend: '{{job}} to {{service}}' }],
      }),
      timeSeries({
        title: 'Communication errors',
        description: 'Share of the calls that failed after all their attempts.',
        unit: 'percentunit',
        target: targetOf('mcp_errors_total'),
        queries: [{ expr: `job_service:mcp_errors:ratio5m{${SERVICE_CHOSEN}}`, legend: '{{job}} to {{service}}' }],
      }),
      timeSeries({
        title: 'Network errors by kind',
        description:
          'Failed calls: refused by an open circuit breaker, failed after all retries, or for another reason.',
        unit: 'cps',
        queries: [
          {
            expr: rate(`mcp_errors_total{${CHOSEN}}`, 'job, service, error_type'),
            legend: '{{job}} to {{service}}: {{error_type}}',
          },
        ],
      }),
      timeSeries({
        title: 'Circuit breakers over time',
        description: '0 open, 1 half-open, 2 closed.',
        unit: 'short',
        queries: [{ expr: `min by (job, service) (mcp_circuit_state{${CHOSEN}})`, legend: '{{job}} to {{service}}' }],
        width: 12,
      }),
      timeSeries({
        title: 'Requests that failed between services, from their traces',
        description: 'Requests between services that failed on either side.',
        unit: 'cps',
        queries: [
          {
            expr: 'sum by (client, server) (rate(traces_service_graph_request_failed_total[$__rate_interval]))',
            legend: '{{client}} to {{server}}',
          },
        ],
        width: 12,
      }),
    ],
  };
}

function communication(): Row {
  const buckets = `mcp_request_duration_seconds_bucket{${CHOSEN}}`;
  const target = targetOf('mcp_request_duration_seconds', 'memory-service');
  return {
    title: 'Communication between services',
    panels: [
      timeSeries({
        title: 'Calls',
        description: 'Calls of the tools and resources of other services.',
        unit: 'reqps',
        queries: [
          {
            expr: rate(`mcp_requests_total{${CHOSEN}}`, 'job, service, tool'),
            legend: '{{job}} to {{service}}: {{tool}}',
          },
        ],
      }),
      timeSeries({
        title: 'Latency of calls (95th percentile)',
        description: 'Time of a call over all its attempts.',
        unit: 's',
        target,
        queries: [
          {
            expr: quantile({ share: 0.95, buckets, by: 'job, service, tool' }),
            legend: '{{job}} to {{service}}: {{tool}}',
            spans: SPANS.calls,
          },
        ],
      }),
      heatMap({
        title: 'Latency of calls, distribution',
        description: 'Number of calls by the time that they took.',
        unit: 's',
        buckets,
        spans: SPANS.calls,
        width: 8,
      }),
      bars({
        title: 'Who calls whom, from traces',
        description: 'Requests between services and to the database within five minutes.',
        unit: 'reqps',
        query: {
          expr: 'sum by (client, server) (rate(traces_service_graph_request_total[5m]))',
          legend: '{{client}} to {{server}}',
        },
      }),
      timeSeries({
        title: 'Time on the way, from traces (95th percentile)',
        description: "The time on the client's side minus the time on the server's side.",
        unit: 's',
        queries: [
          {
            expr:
              'histogram_quantile(0.95, sum by (client, server, le) (rate(traces_service_graph_request_client_seconds_bucket[$__rate_interval])))' +
              ' - histogram_quantile(0.95, sum by (client, server, le) (rate(traces_service_graph_request_server_seconds_bucket[$__rate_interval])))',
            legend: '{{client}} to {{server}}',
          },
        ],
      }),
      timeSeries({
        title: 'Calls in flight',
        description: 'Calls that have not been answered yet.',
        unit: 'short',
        queries: [{ expr: `sum by (job, service) (mcp_active_requests{${CHOSEN}})`, legend: '{{job}} to {{service}}' }],
      }),
    ],
  };
}

function sizes(): Row {
  const mean = (metric: string) =>
    `${rate(`${metric}_sum{${CHOSEN}}`, 'job, service, tool')} / (${rate(`${metric}_count{${CHOSEN}}`, 'job, service, tool')} > 0)`;
  return {
    title: 'Sizes',
    panels: [
      timeSeries({
        title: 'Mean size of requests',
        description: "HTTP bodies of a call's attempts.",
        unit: 'bytes',
        queries: [{ expr: mean('mcp_request_size_bytes'), legend: '{{service}} {{tool}}' }],
        width: 12,
      }),
      timeSeries({
        title: 'Mean size of answers',
        description: 'HTTP bodies of the answers to a call.',
        unit: 'bytes',
        queries: [{ expr: mean('mcp_response_size_bytes'), legend: '{{service}} {{tool}}' }],
        width: 12,
      }),
    ],
  };
}
