import type { Amount } from './node-tally.ts';

export interface Growth {
  constructorName: string;
  /** The number of objects in the second snapshot. */
  count: number;
  countGrowth: number;
  bytes: number;
  bytesGrowth: number;
}

const NONE: Amount = { count: 0, bytes: 0 };

/** The constructors with more objects or bytes than before, largest growth in bytes first. */
export function growthOf(before: ReadonlyMap<string, Amount>, after: ReadonlyMap<string, Amount>): Growth[] {
  return [...after]
    .map(([constructorName, { count, bytes }]) => {
      const was = before.get(constructorName) ?? NONE;
      return { constructorName, count, bytes, countGrowth: count - was.count, bytesGrowth: bytes - was.bytes };
    })
    .filter(({ countGrowth, bytesGrowth }) => countGrowth > 0 || bytesGrowth > 0)
    .sort((a, b) => b.bytesGrowth - a.bytesGrowth || b.countGrowth - a.countGrowth);
}

export function sumOf(amounts: ReadonlyMap<string, Amount>): Amount {
  const sum = { ...NONE };
  for (const { count, bytes } of amounts.values()) {
    sum.count += count;
    sum.bytes += bytes;
  }
  return sum;
}
