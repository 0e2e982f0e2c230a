import { gauge } from '../panels/gauge.ts';

/** The hit ratio of each cache of a service. */
export function cacheHits(width: number) {
  return gauge({
    title: 'Lookups answered by a cache',
    description: 'Share of the lookups that each cache answered.',
    unit: 'percentunit',
    max: 1,
    query: { expr: 'job_cache:cache_hits:ratio5m{job=~"$service"}', legend: '{{cache}}' },
    width,
  });
}
