import { ATTR_CACHE, type AttributeValues, METRIC_CACHE_HITS_TOTAL, METRIC_CACHE_MISSES_TOTAL } from './contract.ts';
import { observedCounter } from './instruments.ts';

export type CacheName = AttributeValues[typeof ATTR_CACHE];

/** Reports the look-ups that a cache has counted since its start. */
export function observeCache(name: CacheName, counts: () => { hits: number; misses: number }): void {
  const labels = { [ATTR_CACHE]: name };
  observedCounter(METRIC_CACHE_HITS_TOTAL)
    .series(labels)
    .add(() => counts().hits);
  observedCounter(METRIC_CACHE_MISSES_TOTAL)
    .series(labels)
    .add(() => counts().misses);
}
