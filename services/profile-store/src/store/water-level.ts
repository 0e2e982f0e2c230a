/**
 * The most that each may have so that all fit into the capacity: an even share, plus what others leave of theirs. Infinity if all fit unchanged.
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
