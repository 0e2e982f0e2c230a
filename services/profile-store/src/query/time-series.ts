import { labelValue } from './label-selector.ts';
import type { ProfileTotal, Series } from './profile-reader.ts';

export interface Point {
  value: number;
  /** The end of the summed step, in milliseconds since the epoch. */
  timestamp: number;
}

export interface GroupedSeries {
  labels: Record<string, string>;
  points: Point[];
}

export interface StepOptions {
  /** Milliseconds since the epoch. */
  start: number;
  stepMilliseconds: number;
  /** The labels to group by; without any, the answer is one series. */
  groupBy: readonly string[];
  /** Whether a point is the mean of its profiles, not their sum. */
  isMean?: boolean;
}

/** Sums profiles by group and time step. Steps without a profile have no point. */
export function groupByStep(
  series: readonly Series[],
  totals: readonly ProfileTotal[],
  options: StepOptions,
): GroupedSeries[] {
  const labelsById = new Map(series.map(({ id, labels }) => [id, groupLabels(labels, options.groupBy)]));
  const groups = Map.groupBy(totals, ({ seriesId }) => JSON.stringify(labelsById.get(seriesId)));
  return [...groups].map(([key, members]) => ({ labels: JSON.parse(key), points: sumBySteps(members, options) }));
}

function groupLabels(labels: Readonly<Record<string, string>>, groupBy: readonly string[]): Record<string, string> {
  const chosen = groupBy.map((name): [string, string | undefined] => [name, labelValue(labels, name)]);
  return Object.fromEntries(chosen.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function sumBySteps(
  totals: readonly ProfileTotal[],
  { start, stepMilliseconds, isMean = false }: StepOptions,
): Point[] {
  const steps = new Map<number, { sum: number; profiles: number }>();
  for (const { timeMilliseconds, total } of totals) {
    const timestamp = start + Math.max(0, Math.ceil((timeMilliseconds - start) / stepMilliseconds)) * stepMilliseconds;
    const { sum, profiles } = steps.get(timestamp) ?? { sum: 0, profiles: 0 };
    steps.set(timestamp, { sum: sum + total, profiles: profiles + 1 });
  }
  return [...steps]
    .map(([timestamp, { sum, profiles }]) => ({ timestamp, value: isMean ? sum / profiles : sum }))
    .sort((a, b) => a.timestamp - b.timestamp);
}

/** The series with the largest sums. */
export function largestSeries(groups: readonly GroupedSeries[], most: number): GroupedSeries[] {
  const sum = ({ points }: GroupedSeries) => points.reduce((total, { value }) => total + value, 0);
  return groups.toSorted((a, b) => sum(b) - sum(a)).slice(0, most);
}
