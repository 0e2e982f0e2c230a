import { SERVICE_CHOSEN } from './promql.ts';

const BUCKETS = 'traces_span_metrics_duration_seconds_bucket';
/** They last as long as their reader. */
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
 * The same values, with the exemplars of spans. The SDK makes none for the services' own histograms; Prometheus has those of
 * all series that an expression names, and no count of a bucket is below 0.
 */
export function withTracesOf(spans: string, expr: string): string {
  return `${expr} or (${BUCKETS}{${spans}} < 0)`;
}
