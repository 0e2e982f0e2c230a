import { printable, shortened } from '../format/text.ts';

interface Series {
  labels: Record<string, string>;
  points: readonly (readonly [seconds: number, value: number | null])[];
}

export interface SeriesFigures {
  last: number | null;
  lowest: number | null;
  highest: number | null;
}

const QUANTILE = /\bhistogram_quantile\s*\(/;
const LONGEST_VALUE = 100;

/** The name of a series in PromQL's notation: `up{job="shop"}`. */
export function seriesName({ __name__: name = '', ...labels }: Record<string, string>): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${shortened(printable(label), LONGEST_VALUE)}="${shortened(printable(value), LONGEST_VALUE)}"`,
  );
  return pairs.length === 0 ? name || '{}' : `${name}{${pairs.join(', ')}}`;
}

/** Series as columns over all their steps, for a chart: seconds first; null if a series has no point. */
export function columnsOf(series: readonly Series[]): [seconds: number[], ...values: (number | null)[][]] {
  const seconds = [...new Set(series.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b);
  const values = series.map(({ points }) => {
    const known = new Map(points);
    return seconds.map((at) => known.get(at) ?? null);
  });
  return [seconds, ...values];
}

export function figuresOf({ points }: Pick<Series, 'points'>): SeriesFigures {
  const values = points.map(([, value]) => value).filter((value) => value !== null);
  if (values.length === 0) return { last: null, lowest: null, highest: null };
  return { last: points.at(-1)?.[1] ?? null, lowest: Math.min(...values), highest: Math.max(...values) };
}

/** Whether exemplars have the same unit as the result of a query, so that both can be drawn together: this holds for quantiles. */
export function hasUnitOfExemplars(query: string): boolean {
  return QUANTILE.test(query);
}
