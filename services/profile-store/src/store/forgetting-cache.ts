import { LRUCache } from 'lru-cache';

const UNUSED_MILLISECONDS = 60_000;

/** How much it holds at most, in entries and by the sum of their sizes. */
export interface CacheBounds<Key extends {}, Value extends {}> {
  max: number;
  maxSize: number;
  sizeCalculation(value: Value, key: Key): number;
}

/** Holds what is in use. `purgeStale()` lets go of what nobody has asked for within a minute, such as what a sender invented once. */
export function forgettingCache<Key extends {}, Value extends {}>(
  bounds: CacheBounds<Key, Value>,
  clock: Pick<Performance, 'now'> = performance,
): LRUCache<Key, Value> {
  return new LRUCache({
    ...bounds,
    ttl: UNUSED_MILLISECONDS,
    // Any other value gives it a timer of its own.
    ttlResolution: 0,
    updateAgeOnGet: true,
    perf: clock,
  });
}
