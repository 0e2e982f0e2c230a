import { gauge } from '../panels/gauge.ts';

/** How much the caches of a service spare it. */
export function cacheHits(width: number) {
  return gauge({
    title: 'Look-ups answered by a cache',
    description: 'Share of the look-ups of each cache that it could answer.',
    unit: 'percentunit',
    max: 1,
    query: { expr: 'job_cache:cache_hits:ratio5m{job=~"$service"}', legend: '{{cache}}' },
    width,
  });
}
