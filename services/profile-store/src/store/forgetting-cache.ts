import { LRUCache } from 'lru-cache';

const UNUSED_MILLISECONDS = 60_000;

/** The most entries of a cache, and the largest sum of their sizes. */
export interface CacheBounds<Key extends {}, Value extends {}> {
  max: number;
  maxSize: number;
  sizeCalculation(value: Value, key: Key): number;
}

/** Caches what is in use. `purgeStale()` drops entries that were not used for a minute, such as names that a sender invented once. */
export function forgettingCache<Key extends {}, Value extends {}>(
  bounds: CacheBounds<Key, Value>,
  clock: Pick<Performance, 'now'> = performance,
): LRUCache<Key, Value> {
  return new LRUCache({
    ...bounds,
    ttl: UNUSED_MILLISECONDS,
    // With any other value, each entry would have a timer of its own.
    ttlResolution: 0,
    updateAgeOnGet: true,
    perf: clock,
  });
}
