import type { TraceSpan } from '@cortex/trace-testing/trace';
import { type Bucket, type Quantile, quantileOf } from './histogram.ts';

/** How long an operation usually takes. */
export interface Baseline {
  /** How many spans it is made of. */
  count: number;
  median: Quantile;
  p95: Quantile;
}

/** The key of an operation: name, kind and service of a span. */
export type OperationKey = string;

export function operationOf({ service, kind, name }: Pick<TraceSpan, 'service' | 'kind' | 'name'>): OperationKey {
  return JSON.stringify([service, kind, name]);
}

/** Fewer say nothing about what is usual. */
const FEWEST_SPANS = 10;

/** @param buckets cumulative, as Prometheus has them */
export function baselineOf(buckets: readonly Bucket[]): Baseline | undefined {
  const sorted = buckets.toSorted(([a], [b]) => a - b);
  const count = sorted.at(-1)?.[1] ?? 0;
  const [median, p95] = [quantileOf(0.5, sorted), quantileOf(0.95, sorted)];
  if (count < FEWEST_SPANS || median === undefined || p95 === undefined) return undefined;
  return { count, median, p95 };
}
