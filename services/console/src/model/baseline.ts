import type { TraceSpan } from '@cortex/trace-testing/trace';

/** How long an operation usually takes. */
export interface Baseline {
  /** How many spans it is made of. */
  count: number;
  medianMilliseconds: number;
  p95Milliseconds: number;
}

/** What tells operations apart: name, kind and service of a span. */
export type OperationKey = string;

export function operationOf({ service, kind, name }: Pick<TraceSpan, 'service' | 'kind' | 'name'>): OperationKey {
  return JSON.stringify([service, kind, name]);
}

/** Upper bound and how many are at most that long. */
export type Bucket = [upperBound: number, count: number];

/** Fewer say nothing about what is usual. */
const FEWEST_SPANS = 10;

/** @param buckets cumulative, as Prometheus has them; bounds in milliseconds */
export function baselineOf(buckets: readonly Bucket[]): Baseline | undefined {
  const sorted = buckets.toSorted(([a], [b]) => a - b);
  const count = sorted.at(-1)?.[1] ?? 0;
  if (count < FEWEST_SPANS) return undefined;
  return { count, medianMilliseconds: quantile(0.5, sorted), p95Milliseconds: quantile(0.95, sorted) };
}

/** As histogram_quantile() does: even within a bucket, and the highest finite bound beyond it. */
function quantile(share: number, buckets: readonly Bucket[]): number {
  const rank = share * (buckets.at(-1)?.[1] ?? 0);
  const index = buckets.findIndex(([, count]) => count >= rank);
  const [upper, count] = buckets[index] as Bucket;
  const [lower, below] = buckets[index - 1] ?? [0, 0];
  if (upper === Number.POSITIVE_INFINITY) return lower;
  return count === below ? upper : lower + ((upper - lower) * (rank - below)) / (count - below);
}
