import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Query } from '../api/client.ts';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { Condition, LogsSearch } from './search.ts';

export type Search = LogsSearch & RangeSearch;

/** The search parameters in the URL, and a function that changes them. */
export function useLogsSearch() {
  const search: Search = useSearch({ from: '/logs' });
  const navigate = useNavigate({ from: '/logs' });
  const change = useCallback(
    (changes: Search) => navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false }),
    [navigate],
  );
  return { search, change };
}

/** The query of the API for a search. */
export function logsQuery({ query, service, level, trace, where = [], last, from, to }: Search): Query {
  return {
    query,
    service,
    level,
    traceId: trace,
    where: where.length === 0 ? undefined : JSON.stringify(where),
    ...rangeQuery({ last, from, to }),
  };
}

/** Adds a condition, and removes its opposite about the same value. */
export function withCondition(where: readonly Condition[] = [], added: Condition): Condition[] {
  return [...where.filter(({ field, value }) => field !== added.field || value !== added.value), added];
}
