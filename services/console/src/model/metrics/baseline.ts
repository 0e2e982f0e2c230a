import type { TraceSpan } from '@cortex/trace-testing/trace';
import { type Bucket, type Quantile, quantileOf } from './histogram.ts';

/** The usual duration of an operation. */
export interface Baseline {
  /** The number of spans that it is computed from. */
  count: number;
  median: Quantile;
  p95: Quantile;
}

/** The key of an operation: name, kind and service of a span. */
export type OperationKey = string;

export function operationOf({ service, kind, name }: Pick<TraceSpan, 'service' | 'kind' | 'name'>): OperationKey {
  return JSON.stringify([service, kind, name]);
}

/** Fewer spans show nothing about what is usual. */
const FEWEST_SPANS = 10;

/** @param buckets cumulative, as in Prometheus */
export function baselineOf(buckets: readonly Bucket[]): Baseline | undefined {
  const sorted = buckets.toSorted(([a], [b]) => a - b);
  const count = sorted.at(-1)?.[1] ?? 0;
  const [median, p95] = [quantileOf(0.5, sorted), quantileOf(0.95, sorted)];
  if (count < FEWEST_SPANS || median === undefined || p95 === undefined) return undefined;
  return { count, median, p95 };
}
