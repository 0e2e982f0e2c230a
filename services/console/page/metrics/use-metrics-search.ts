import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { RangeSearch } from '../parts/time-range.ts';
import type { MetricsSearch } from './search.ts';

export type Search = MetricsSearch & RangeSearch;

/** The query in the URL, and a function that changes it. */
export function useMetricsSearch() {
  const search: Search = useSearch({ from: '/metrics-explorer' });
  const navigate = useNavigate({ from: '/metrics-explorer' });
  const change = useCallback(
    (changes: Search) => navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false }),
    [navigate],
  );
  return { search, change };
}
