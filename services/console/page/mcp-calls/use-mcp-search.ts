import { useSearch } from '@tanstack/react-router';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { McpCallsSearch } from './search.ts';

/** The search parameters in the URL, and the query of the API for them. */
export function useMcpSearch() {
  const search = useSearch({ strict: false }) as McpCallsSearch & RangeSearch;
  const { side, server, tool, prompt, method } = search;
  return { search, query: { ...rangeQuery(search), side, server, tool, prompt, method } };
}
