/** Whether the place of that index suits the wish of that index. */
type Suits = (wish: number, place: number) => boolean;

/**
 * Gives as many wishes as possible a place of their own: bipartite matching along augmenting paths.
 * @returns the place of each wish that has one, by their indices
 */
export function assign(wishes: number, places: number, suits: Suits): Map<number, number> {
  const takenBy = new Map<number, number>();
  const take = (wish: number, tried: Set<number>): boolean =>
    Array.from({ length: places }, (_, place) => place).some((place) => {
      if (tried.has(place) || !suits(wish, place)) return false;
      tried.add(place);
      const holder = takenBy.get(place);
      if (holder !== undefined && !take(holder, tried)) return false;
      takenBy.set(place, wish);
      return true;
    });
  for (let wish = 0; wish < wishes; wish++) take(wish, new Set());
  return new Map([...takenBy].map(([place, wish]) => [wish, place]));
}
