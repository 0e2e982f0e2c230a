import { ATTR_CACHE, type AttributeValues, METRIC_CACHE_HITS_TOTAL, METRIC_CACHE_MISSES_TOTAL } from '../contract.ts';
import { observedCounter } from './observed.ts';

export type CacheName = AttributeValues[typeof ATTR_CACHE];

/** Counts the look-ups of a cache. */
export function cacheMetrics(name: CacheName): (found: boolean) => void {
  const labels = { [ATTR_CACHE]: name };
  const hits = observedCounter(METRIC_CACHE_HITS_TOTAL).series(labels);
  const misses = observedCounter(METRIC_CACHE_MISSES_TOTAL).series(labels);
  return (found) => {
    if (found) hits.value += 1;
    else misses.value += 1;
  };
}
