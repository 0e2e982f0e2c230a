import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { framed } from './framed.ts';
import { type Query, tableQuery } from './query.ts';

export interface TableOptions {
  title: string;
  description: string;
  unit: string;
  /** Each query gives one column of values; rows are joined by their labels. */
  queries: Query[];
  width?: number;
}

/** The newest values, one row for each set of labels; a query's legend is the heading of its column. */
export function table({ title, description, unit, queries, width = 12 }: TableOptions): PanelBuilder {
  const several = queries.length > 1;
  const headings = queries.map(({ legend = '' }, index) => [several ? `Value #${refId(index)}` : 'Value', legend]);
  return framed(new PanelBuilder(), { title, description, width, height: 8 })
    .unit(unit)
    .targets(queries.map(tableQuery))
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: { excludeByName: { Time: true }, renameByName: Object.fromEntries(headings) },
    });
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
