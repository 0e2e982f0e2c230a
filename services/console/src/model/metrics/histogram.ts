/** The upper bound in milliseconds (infinite for the last), and how many values are at most that large. */
export type Bucket = [upperBound: number, count: number];

/** A quantile from a histogram, in milliseconds. */
export interface Quantile {
  /** The quantile as histogram_quantile() computes it: interpolated within a bucket, and at most the highest finite bound. */
  milliseconds: number;
  /** The bounds of its bucket: `from` is 0 in the lowest bucket, `to` undefined in the highest. */
  from: number;
  to: number | undefined;
}

/** Undefined without values, or if the histogram has no bounds. @param buckets sorted by bound */
export function quantileOf(share: number, buckets: readonly Bucket[]): Quantile | undefined {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0 || buckets.length < 2) return undefined;
  const rank = share * total;
  const index = buckets.findIndex(([, count]) => count >= rank);
  const [upper, count] = buckets[index] as Bucket;
  const [from, below] = buckets[index - 1] ?? [0, 0];
  if (upper === Number.POSITIVE_INFINITY) return { milliseconds: from, from, to: undefined };
  const milliseconds = count === below ? upper : from + ((upper - from) * (rank - below)) / (count - below);
  return { milliseconds, from, to: upper };
}

/** Merges histograms, sorted by bound. Programs choose their own bounds, and only those that all of them have can be added. */
export function mergedBuckets(histograms: readonly (readonly Bucket[])[]): Bucket[] {
  const sums = new Map<number, { count: number; histograms: number }>();
  for (const [bound, count] of histograms.flat()) {
    const sum = sums.get(bound) ?? { count: 0, histograms: 0 };
    sums.set(bound, { count: sum.count + count, histograms: sum.histograms + 1 });
  }
  return [...sums]
    .filter(([, sum]) => sum.histograms === histograms.length)
    .map(([bound, { count }]): Bucket => [bound, count])
    .sort(([a], [b]) => a - b);
}
