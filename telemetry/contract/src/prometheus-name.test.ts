import { type NamedMetric, prometheusName } from './prometheus-name.ts';

// Taken from https://github.com/prometheus/otlptranslator/blob/v1.0.0/metric_namer_test.go and its rules.
test.each<[NamedMetric, string]>([
  [{ name: 'http_requests_total', unit: '{request}', kind: 'counter' }, 'http_requests_total'],
  [{ name: 'requests', unit: '{request}', kind: 'counter' }, 'requests_total'],
  [{ name: 'system.io', unit: 'By', kind: 'counter' }, 'system_io_bytes_total'],
  [{ name: 'total.requests', unit: '', kind: 'counter' }, 'requests_total'],
  [{ name: 'process.cpu.time', unit: 's', kind: 'counter' }, 'process_cpu_time_seconds_total'],
  [{ name: 'http.server.request.duration', unit: 's', kind: 'other' }, 'http_server_request_duration_seconds'],
  [{ name: 'http_request_duration_seconds', unit: 's', kind: 'other' }, 'http_request_duration_seconds'],
  [{ name: 'nodejs.eventloop.utilization', unit: '1', kind: 'gauge' }, 'nodejs_eventloop_utilization_ratio'],
  [{ name: 'hit.ratio', unit: '1', kind: 'gauge' }, 'hit_ratio'],
  [{ name: 'items', unit: '1', kind: 'other' }, 'items'],
  [{ name: 'v8js.memory.heap.used', unit: 'By', kind: 'gauge' }, 'v8js_memory_heap_used_bytes'],
  [{ name: 'http_active_requests', unit: '{request}', kind: 'other' }, 'http_active_requests'],
  [{ name: 'network.rate', unit: 'By/s', kind: 'gauge' }, 'network_rate_bytes_per_second'],
  [{ name: 'events', unit: '{event}/s', kind: 'gauge' }, 'events_per_second'],
  [{ name: 'broken.metric..Name_', unit: '', kind: 'other' }, 'broken_metric_Name'],
  [{ name: '2xx', unit: '', kind: 'counter' }, '_2xx_total'],
  [{ name: 'temperature', unit: 'Cel', kind: 'gauge' }, 'temperature_celsius'],
  [{ name: 'load', unit: '%', kind: 'gauge' }, 'load_percent'],
  [{ name: 'odd', unit: 'foo bar', kind: 'gauge' }, 'odd_foo_bar'],
])('%j is stored as %s', (metric, name) => {
  expect(prometheusName(metric)).toBe(name);
});
