/** Upper bound in milliseconds, infinite for the last, and how many are at most that long. */
export type Bucket = [upperBound: number, count: number];

/** What a histogram says about a quantile; all in milliseconds. */
export interface Quantile {
  /** The quantile as histogram_quantile() computes it: even within a bucket, and the highest finite bound beyond it. */
  milliseconds: number;
  /** The bucket that it lies in: from 0 where nothing is known but that it is short, to undefined where nothing but that it is long. */
  from: number;
  to: number | undefined;
}

/** Undefined where nothing was counted, or the histogram has no bounds. @param buckets in the order of their bounds */
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

/** One histogram of several, in the order of its bounds: programs choose bounds of their own, and only those that all of them have can be added. */
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
