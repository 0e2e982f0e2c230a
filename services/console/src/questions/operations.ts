import type { PrometheusClient, Series } from '../backends/prometheus.ts';
import { grown, jobsOf, oneOf, SPAN_BUCKETS } from '../model/metrics/promql.ts';
import { serviceOf } from '../model/services/job.ts';
import { NAME } from '../name.ts';

/** An operation in the span metrics. */
export interface Operation {
  service: string;
  name: string;
  /** `SERVER`, `CLIENT`, `INTERNAL` … */
  kind: string;
  /** The called MCP tool, if it is a tool call. */
  tool: string | undefined;
  /** The number of calls in the time range. */
  calls: number;
  failures: number;
  medianMilliseconds: number | undefined;
  p95Milliseconds: number | undefined;
}

export interface OperationsQuestion {
  service?: string | undefined;
  toolsOnly?: boolean | undefined;
  /** How long to look back from `at`. */
  seconds: number;
  /** Milliseconds since the epoch. */
  at: number;
}

const BY = 'job, service_name, span_name, span_kind, gen_ai_tool_name';

/** The operations or tools of the services, most failures and then most calls first. The console itself is left out unless it is selected. */
export async function operationsOf(
  prometheus: PrometheusClient,
  { service, toolsOnly, seconds, at }: OperationsQuestion,
): Promise<Operation[]> {
  const conditions = toolsOnly ? ['gen_ai_tool_name!=""'] : [];
  const sumOf = (metric: string, more: string[] = [], by = BY) =>
    namings(service)
      .map((named) => grown(`${metric}{${[...named, ...conditions, ...more].join(',')}}`, { seconds, by }))
      .join(' or ');
  const buckets = sumOf(SPAN_BUCKETS, [], `${BY}, le`);
  const [calls, failures, medians, p95s] = await Promise.all([
    prometheus.query(sumOf('traces_span_metrics_calls_total'), at),
    prometheus.query(sumOf('traces_span_metrics_calls_total', ['status_code="STATUS_CODE_ERROR"']), at),
    prometheus.query(`histogram_quantile(0.5, ${buckets})`, at),
    prometheus.query(`histogram_quantile(0.95, ${buckets})`, at),
  ]);
  const [failed, median, p95] = [failures, medians, p95s].map(byKey) as [Values, Values, Values];
  return calls
    .filter(({ value }) => value > 0)
    .map((series) => toOperation(series, { failed, median, p95 }))
    .filter((operation) => service !== undefined || operation.service !== NAME)
    .sort((a, b) => b.failures - a.failures || b.calls - a.calls);
}

/** The label sets for a service. Span metrics from a scrape have the service in a label of its own, and the scraped target as their job. */
function namings(service: string | undefined): string[][] {
  return service === undefined ? [[]] : [[`job=~${jobsOf([service])}`], [`service_name=~${oneOf([service])}`]];
}

type Values = Map<string, number>;

function toOperation(
  { labels, value }: Series,
  { failed, median, p95 }: Record<'failed' | 'median' | 'p95', Values>,
): Operation {
  const { job = '', service_name, span_name = '', span_kind = '', gen_ai_tool_name } = labels;
  const key = keyOf(labels);
  const milliseconds = (values: Values) => {
    const seconds = values.get(key);
    return seconds === undefined || Number.isNaN(seconds) ? undefined : Math.round(seconds * 1e6) / 1000;
  };
  return {
    service: service_name || serviceOf(job),
    name: span_name,
    kind: span_kind.replace('SPAN_KIND_', ''),
    tool: gen_ai_tool_name || undefined,
    calls: Math.round(value),
    failures: Math.round(failed.get(key) ?? 0),
    medianMilliseconds: milliseconds(median),
    p95Milliseconds: milliseconds(p95),
  };
}

function byKey(series: Series[]): Values {
  return new Map(series.map(({ labels, value }) => [keyOf(labels), value]));
}

function keyOf({ job, service_name, span_name, span_kind, gen_ai_tool_name }: Record<string, string>): string {
  return JSON.stringify([job, service_name, span_name, span_kind, gen_ai_tool_name]);
}
