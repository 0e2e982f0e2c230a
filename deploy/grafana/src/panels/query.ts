import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PROMETHEUS } from '../data-sources.ts';
import { withTracesOf } from '../spans.ts';

export interface Query {
  /** PromQL; `$service` and `$instance` are the dashboard's variables. */
  expr: string;
  /** The name of each series, with labels in double braces. */
  legend?: string;
  /** Whether the exemplars of the series themselves are shown. */
  exemplars?: boolean;
  /** Spans (one of `SPANS`) whose exemplars are shown, for series that have none. */
  spans?: string | undefined;
}

export function rangeQuery({ expr, legend = '', exemplars = false, spans }: Query, index: number): DataqueryBuilder {
  const query = base(spans === undefined ? expr : withTracesOf(spans, expr), index)
    .range()
    .legendFormat(legend);
  return exemplars || spans !== undefined ? query.exemplar(true) : query;
}

export function instantQuery({ expr, legend = '' }: Query, index: number): DataqueryBuilder {
  return base(expr, index).instant().legendFormat(legend);
}

export function tableQuery({ expr }: Query, index: number): DataqueryBuilder {
  return base(expr, index).instant().format(PromQueryFormat.Table);
}

export function heatmapQuery(query: Omit<Query, 'legend'>, index: number): DataqueryBuilder {
  return rangeQuery({ ...query, legend: '{{le}}' }, index).format(PromQueryFormat.Heatmap);
}

function base(expr: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .datasource(PROMETHEUS)
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .expr(expr);
}
