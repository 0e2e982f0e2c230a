import { SERVICE_CHOSEN } from './promql.ts';

const BUCKETS = 'traces_span_metrics_duration_seconds_bucket';
/** Excludes streams, which last as long as their readers. */
const NO_STREAMS = 'span_name!~"GET /(mcp|output/stream)"';

/** Selectors of the spans that measure the same work as a histogram of the services. */
export const SPANS = {
  requests: `${SERVICE_CHOSEN},span_kind="SPAN_KIND_SERVER",http_route!="",${NO_STREAMS}`,
  calls: `${SERVICE_CHOSEN},span_kind="SPAN_KIND_CLIENT",span_name=~"(tools/call|resources/read).*"`,
  operations: `${SERVICE_CHOSEN},span_kind="SPAN_KIND_SERVER",span_name=~"(tools/call|resources/read).*"`,
  statements: `${SERVICE_CHOSEN},span_kind="SPAN_KIND_CLIENT",span_name=~"(SELECT|INSERT|UPDATE|DELETE|BEGIN|COMMIT|ROLLBACK).*"`,
  inputs: 'span_name="process_input"',
};

/**
 * Returns an expression with the same values and the exemplars of spans, because the SDK creates none for the services' own histograms. Prometheus returns
 * the exemplars of all series in an expression, and the added part is empty, because the count of a bucket is never below 0.
 */
export function withTracesOf(spans: string, expr: string): string {
  return `${expr} or (${BUCKETS}{${spans}} < 0)`;
}
