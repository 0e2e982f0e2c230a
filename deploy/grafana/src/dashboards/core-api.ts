import { dashboard, type Row } from '../dashboard.ts';
import { bars } from '../panels/bars.ts';
import { heatMap } from '../panels/heat-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { CHOSEN, percentiles, quantile, rate } from '../promql.ts';
import { SPANS } from '../spans.ts';
import { targetOf } from '../targets.ts';
import { useRow } from '../use-row.ts';
import { httpRow } from './http-row.ts';

export function coreApi() {
  return dashboard({
    uid: 'cortex-core-api',
    title: 'Cortex: core API',
    description: "Users' requests, the events on their streams, and core-api's calls of the services behind it.",
    service: 'core-api',
    rows: [
      httpRow(targetOf('http_request_duration_seconds', 'core-api /input, 95 %')),
      connections(),
      events(),
      calls(),
      useRow(),
    ],
  });
}

function connections(): Row {
  return {
    title: 'Connections, authentication, work in the background',
    panels: [
      timeSeries({
        title: 'Active connections',
        description: 'Requests in flight, open streams, and open connections of the process.',
        unit: 'short',
        queries: [
          { expr: `sum(http_active_requests{${CHOSEN}})`, legend: 'requests' },
          { expr: `sum by (endpoint) (sse_connections{${CHOSEN}})`, legend: 'streams {{endpoint}}' },
          { expr: `sum by (side) (open_connections{${CHOSEN}})`, legend: 'connections, {{side}}' },
        ],
      }),
      timeSeries({
        title: 'Validating tokens',
        description: 'Time to validate the token of a request (95th percentile).',
        unit: 's',
        target: targetOf('jwt_validation_seconds'),
        queries: [
          {
            expr: quantile({
              share: 0.95,
              buckets: `jwt_validation_seconds_bucket{${CHOSEN}}`,
              by: 'token_kind, result',
            }),
            legend: '{{token_kind}}, {{result}}',
          },
        ],
      }),
      timeSeries({
        title: 'Work in the background',
        description: 'Tasks that wait or run, and active workers.',
        unit: 'short',
        queries: [
          { expr: `sum(background_tasks{${CHOSEN}})`, legend: 'tasks' },
          { expr: `sum by (queue) (active_workers{${CHOSEN}})`, legend: 'workers {{queue}}' },
        ],
      }),
    ],
  };
}

function events(): Row {
  const delivery = `event_delivery_seconds_bucket{${CHOSEN}}`;
  const target = targetOf('event_delivery_seconds');
  return {
    title: 'Event bus',
    panels: [
      bars({
        title: 'Queue of each subscriber',
        description: 'Events that wait until a subscriber reads them; red from 100 on.',
        unit: 'short',
        query: { expr: `max by (subscriber_id) (event_queue_size{${CHOSEN}})`, legend: '{{subscriber_id}}' },
        limit: targetOf('event_queue_size'),
      }),
      timeSeries({
        title: 'Longest queue, subscribers',
        description: 'Events that wait for the slowest subscriber, and the number of subscribers.',
        unit: 'short',
        target: targetOf('event_queue_size'),
        queries: [
          { expr: `max(event_queue_size{${CHOSEN}})`, legend: 'longest queue' },
          { expr: `sum(event_subscribers{${CHOSEN}})`, legend: 'subscribers' },
        ],
      }),
      timeSeries({
        title: 'Events',
        description: 'Events published, written to a client, and missed by one.',
        unit: 'cps',
        queries: [
          { expr: rate(`event_publish_total{${CHOSEN}}`, 'event_type'), legend: 'published {{event_type}}' },
          { expr: rate(`event_delivery_total{${CHOSEN}}`, 'event_type'), legend: 'delivered {{event_type}}' },
          {
            expr: `sum(rate(event_delivery_errors_total{${CHOSEN}}[$__rate_interval])) or vector(0)`,
            legend: 'missed',
          },
        ],
      }),
      timeSeries({
        title: 'Delivery latency',
        description: "Time from an event's creation until it has been written to the client's socket.",
        unit: 's',
        target,
        queries: percentiles(delivery),
        width: 12,
      }),
      heatMap({
        title: 'Delivery latency, distribution',
        description: 'Number of events by the time that they took.',
        unit: 's',
        buckets: delivery,
      }),
      timeSeries({
        title: 'NATS',
        description:
          'With NATS as event bus: events that wait for it, events lost in 5 minutes, and replicas without a connection.',
        unit: 'short',
        queries: [
          { expr: `sum(event_bus_waiting{${CHOSEN}}) or vector(0)`, legend: 'waiting' },
          { expr: `sum(increase(event_bus_lost_total{${CHOSEN}}[5m])) or vector(0)`, legend: 'lost' },
          { expr: `count(event_bus_connected{${CHOSEN}} == 0) or vector(0)`, legend: 'replicas without NATS' },
        ],
        width: 24,
      }),
    ],
  };
}

function calls(): Row {
  return {
    title: 'Calls of other services (MCP)',
    panels: [
      timeSeries({
        title: 'MCP client requests',
        description: 'Calls of the tools of other services.',
        unit: 'reqps',
        queries: [{ expr: rate(`mcp_requests_total{${CHOSEN}}`, 'service, tool'), legend: '{{service}} {{tool}}' }],
      }),
      timeSeries({
        title: 'MCP client latency (95th percentile)',
        description: 'Time of a call over all its attempts.',
        unit: 's',
        target: targetOf('mcp_request_duration_seconds', 'memory-service'),
        queries: [
          {
            expr: quantile({
              share: 0.95,
              buckets: `mcp_request_duration_seconds_bucket{${CHOSEN}}`,
              by: 'service, tool',
            }),
            legend: '{{service}} {{tool}}',
            spans: SPANS.calls,
          },
        ],
      }),
      timeSeries({
        title: 'MCP calls in flight',
        description: 'Calls that have not been answered yet.',
        unit: 'short',
        queries: [{ expr: `sum by (service, tool) (mcp_active_requests{${CHOSEN}})`, legend: '{{service}} {{tool}}' }],
      }),
    ],
  };
}
