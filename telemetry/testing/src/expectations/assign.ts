/** Whether the candidate with that index can be assigned to the expectation with that index. */
type Fits = (expectation: number, candidate: number) => boolean;

/**
 * Assigns each of as many expectations as possible a candidate of its own: bipartite matching along augmenting paths.
 * @param expectations how many there are
 * @param candidates how many there are
 * @returns the index of the candidate by the index of its expectation
 */
export function assign(expectations: number, candidates: number, fits: Fits): Map<number, number> {
  const takenBy = new Map<number, number>();
  const take = (expectation: number, tried: Set<number>): boolean =>
    Array.from({ length: candidates }, (_, candidate) => candidate).some((candidate) => {
      if (tried.has(candidate) || !fits(expectation, candidate)) return false;
      tried.add(candidate);
      const holder = takenBy.get(candidate);
      if (holder !== undefined && !take(holder, tried)) return false;
      takenBy.set(candidate, expectation);
      return true;
    });
  for (let expectation = 0; expectation < expectations; expectation++) take(expectation, new Set());
  return new Map([...takenBy].map(([candidate, expectation]) => [expectation, candidate]));
}
