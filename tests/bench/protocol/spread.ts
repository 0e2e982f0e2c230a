export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Median and range, to two decimal places. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right).map((value) => Math.round(value * 100) / 100);
  const [min = Number.NaN] = sorted;
  return { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, min, max: sorted.at(-1) ?? Number.NaN };
}
