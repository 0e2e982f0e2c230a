import type { Panel } from './dashboard.ts';

interface Answered {
  refId: string;
  values: readonly { labels: Record<string, string>; value: number | null }[];
}

export interface MergedTable {
  labels: string[];
  /** Headings of the values, one for each query. */
  headings: string[];
  rows: { labels: Record<string, string>; values: (number | null | undefined)[] }[];
}

/** The values of several queries as one table: a row for each set of labels. */
export function mergedTable(
  answers: readonly Answered[],
  { transformations }: Pick<Panel, 'transformations'>,
): MergedTable {
  const names = Object.assign({}, ...transformations.map(({ options }) => options.renameByName));
  const rows = new Map<string, MergedTable['rows'][number]>();
  for (const [index, { values }] of answers.entries()) {
    for (const { labels: all, value } of values) {
      const { __name__: _, ...labels } = all;
      const key = JSON.stringify(Object.entries(labels).sort());
      const row = rows.get(key) ?? { labels, values: answers.map(() => undefined) };
      row.values[index] = value;
      rows.set(key, row);
    }
  }
  const merged = [...rows.values()];
  return {
    labels: [...new Set(merged.flatMap(({ labels }) => Object.keys(labels)))].sort(),
    headings: answers.map(({ refId }) => names[answers.length > 1 ? `Value #${refId}` : 'Value'] ?? 'Value'),
    rows: merged,
  };
}
