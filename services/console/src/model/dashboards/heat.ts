interface BucketSeries {
  labels: Record<string, string>;
  points: readonly (readonly [seconds: number, value: number | null])[];
}

export interface HeatCell {
  /** Seconds since the epoch. */
  at: number;
  /** The index of a bucket, from below. */
  bucket: number;
  /** The number of values in it. */
  count: number;
}

export interface Heat {
  /** The steps with data, including those without any values. */
  seconds: number[];
  /** Upper bounds, from below; the last may be infinite. */
  bounds: number[];
  /** The cells with values. */
  cells: HeatCell[];
  /** The largest value of a cell. */
  most: number;
  /** The lowest and the highest bucket with values: the others would only take room. */
  lowest: number;
  highest: number;
}

/** The number of values in each bucket at each step. Prometheus' buckets are cumulative. */
export function heatOf(series: readonly BucketSeries[]): Heat {
  const buckets = series
    .map(({ labels, points }) => ({ bound: boundOf(labels.le), counts: new Map(points) }))
    .filter(({ bound }) => !Number.isNaN(bound))
    .sort((a, b) => a.bound - b.bound);
  const seconds = [...new Set(buckets.flatMap(({ counts }) => [...counts.keys()]))].sort((a, b) => a - b);
  const cells = seconds.flatMap((at) =>
    buckets.flatMap(({ counts }, bucket): HeatCell[] => {
      const count = (counts.get(at) ?? 0) - (buckets[bucket - 1]?.counts.get(at) ?? 0);
      return count > 0 ? [{ at, bucket, count }] : [];
    }),
  );
  const used = cells.map(({ bucket }) => bucket);
  return {
    seconds,
    bounds: buckets.map(({ bound }) => bound),
    cells,
    most: cells.reduce((most, { count }) => Math.max(most, count), 0),
    lowest: used.reduce((least, bucket) => Math.min(least, bucket), buckets.length - 1),
    highest: used.reduce((most, bucket) => Math.max(most, bucket), 0),
  };
}

/** The width of a heat map in steps. */
export function stepsOf({ seconds }: Pick<Heat, 'seconds'>, stepSeconds: number): number {
  const [first = 0, last = first] = [seconds[0], seconds.at(-1)];
  return Math.round((last - first) / stepSeconds) + 1;
}

/** The position of a value, as shares of the width from the left and of the height from the top; undefined outside. */
export function placeInHeat(
  heat: Heat,
  { at, value }: { at: number; value: number },
  stepSeconds: number,
): { x: number; y: number } | undefined {
  const { seconds, bounds, lowest, highest } = heat;
  const bucket = bounds.findIndex((bound) => value <= bound);
  // A step counts the values of the time before it.
  const x = ((at / 1000 - (seconds[0] ?? 0)) / stepSeconds + 1) / stepsOf(heat, stepSeconds);
  if (bucket < lowest || bucket > highest || x < 0 || x > 1) return undefined;
  return { x, y: (highest - bucket + 0.5) / (highest - lowest + 1) };
}

function boundOf(le: string | undefined): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le ?? Number.NaN);
}
