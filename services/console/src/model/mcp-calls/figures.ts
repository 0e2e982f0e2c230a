import { mergedBuckets, type Quantile, quantileOf } from '../metrics/histogram.ts';
import type { CallGroup } from './group.ts';

/** Number, failures and durations of calls. */
export interface Figures {
  calls: number;
  failures: number;
  /** Undefined if it was not measured. */
  median: Quantile | undefined;
  p95: Quantile | undefined;
}

export interface ErrorFigures {
  errorType: string;
  calls: number;
  /** False if the call is no failure of this side, such as when the client left. */
  failed: boolean;
}

export function figuresOf(groups: readonly CallGroup[]): Figures {
  const histograms = groups.map(({ buckets }) => buckets).filter((buckets) => buckets !== undefined);
  // Otherwise the quantiles of some calls would be shown as those of all.
  const merged = histograms.length === groups.length ? mergedBuckets(histograms) : [];
  return {
    calls: countOf(groups),
    failures: countOf(groups.filter(({ failed }) => failed)),
    median: quantileOf(0.5, merged),
    p95: quantileOf(0.95, merged),
  };
}

/** The most frequent first. */
export function errorsOf(groups: readonly CallGroup[]): ErrorFigures[] {
  const byType = Map.groupBy(groups, ({ errorType }) => errorType);
  return [...byType]
    .flatMap(([errorType, members]) =>
      errorType === undefined
        ? []
        : [{ errorType, calls: countOf(members), failed: members.some(({ failed }) => failed) }],
    )
    .sort((a, b) => b.calls - a.calls);
}

function countOf(groups: readonly CallGroup[]): number {
  return Math.round(groups.reduce((sum, { count }) => sum + count, 0));
}
