import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PROMETHEUS } from '../data-sources.ts';

export interface Query {
  /** PromQL; `$service` and `$instance` are the dashboard's variables. */
  expr: string;
  /** Name of each series, with labels in double braces. */
  legend?: string;
  /** Asks for the traces behind the values too. */
  exemplars?: boolean;
}

export function rangeQuery({ expr, legend = '', exemplars = false }: Query, index: number): DataqueryBuilder {
  const query = base(expr, index).range().legendFormat(legend);
  return exemplars ? query.exemplar(true) : query;
}

export function instantQuery({ expr, legend = '' }: Query, index: number): DataqueryBuilder {
  return base(expr, index).instant().legendFormat(legend);
}

export function tableQuery({ expr }: Query, index: number): DataqueryBuilder {
  return base(expr, index).instant().format(PromQueryFormat.Table);
}

export function heatmapQuery({ expr }: Query, index: number): DataqueryBuilder {
  return base(expr, index).range().format(PromQueryFormat.Heatmap).legendFormat('{{le}}');
}

function base(expr: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .datasource(PROMETHEUS)
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .expr(expr);
}
