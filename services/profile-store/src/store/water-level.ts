/**
 * How much each may have so that all fit in the capacity: its even share, and what others leave of theirs. Infinity where all fit as they are.
 */
export function waterLevel(amounts: readonly number[], capacity: number): number {
  const ascending = amounts.toSorted((a, b) => a - b);
  let left = capacity;
  for (const [index, amount] of ascending.entries()) {
    const even = left / (ascending.length - index);
    if (amount > even) return even;
    left -= amount;
  }
  return Number.POSITIVE_INFINITY;
}
