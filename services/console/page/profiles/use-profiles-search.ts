import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Query } from '../api/client.ts';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { ProfilesSearch } from './search.ts';

export type Search = ProfilesSearch & RangeSearch;

/** The search parameters in the URL, and a function that changes them. Each change is an entry in the history. */
export function useProfilesSearch() {
  const search: Search = useSearch({ from: '/profiles' });
  const navigate = useNavigate({ from: '/profiles' });
  const change = useCallback(
    (changes: Partial<Search>) => {
      navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false });
    },
    [navigate],
  );
  return { search, change };
}

/** The query of the API for a search. */
export function profileQuery(search: Search, service: string | undefined): Query {
  const { type, operation, trace, span } = search;
  return { ...rangeQuery(search), service, type, operation, trace, span };
}
