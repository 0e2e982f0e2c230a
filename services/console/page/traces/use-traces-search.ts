import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Query } from '../api/client.ts';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { TracesSearch } from './search.ts';

/** What a live list asks for at a time, of all services together. */
const MOST_LIVE = 60;
const MOST = 400;

export type Search = TracesSearch & RangeSearch;

/** What the URL says of the search, and how to change it. */
export function useTracesSearch() {
  const search: Search = useSearch({ from: '/traces' });
  const navigate = useNavigate({ from: '/traces' });
  const change = useCallback(
    (changes: Search) => navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false }),
    [navigate],
  );
  return { search, change };
}

/** What to ask the API for. */
export function tracesQuery({ last, from, to, live, order, ...conditions }: Search): Query {
  return {
    ...conditions,
    ...rangeQuery({ last, from, to }),
    order: live ? 'newest' : order,
    most: live ? MOST_LIVE : MOST,
  };
}
