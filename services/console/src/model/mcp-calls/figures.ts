import { mergedBuckets, type Quantile, quantileOf } from '../metrics/histogram.ts';
import type { CallGroup } from './group.ts';

/** How calls went. */
export interface Figures {
  calls: number;
  failures: number;
  /** Undefined where nobody measured it. */
  median: Quantile | undefined;
  p95: Quantile | undefined;
}

export interface ErrorFigures {
  errorType: string;
  calls: number;
  /** False for what is no failure of this side, as a client that left. */
  failed: boolean;
}

export function figuresOf(groups: readonly CallGroup[]): Figures {
  const histograms = groups.map(({ buckets }) => buckets).filter((buckets) => buckets !== undefined);
  // A figure of only some calls would be shown as that of all.
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
