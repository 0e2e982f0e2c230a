import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Query } from '../api/client.ts';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { TracesSearch } from './search.ts';

/** How many traces live mode asks for, of all services together. */
const MOST_LIVE = 60;
const MOST = 400;

export type Search = TracesSearch & RangeSearch;

/** The search parameters in the URL, and a function that changes them. */
export function useTracesSearch() {
  const search: Search = useSearch({ from: '/traces' });
  const navigate = useNavigate({ from: '/traces' });
  const change = useCallback(
    (changes: Search) => navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false }),
    [navigate],
  );
  return { search, change };
}

/** The query of the API for a search. */
export function tracesQuery({ last, from, to, live, order, ...conditions }: Search): Query {
  return {
    ...conditions,
    ...rangeQuery({ last, from, to }),
    order: live ? 'newest' : order,
    most: live ? MOST_LIVE : MOST,
  };
}
