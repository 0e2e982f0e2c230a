import { useSearch } from '@tanstack/react-router';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import type { McpCallsSearch } from './search.ts';

/** What the URL says, and what to ask the API for. */
export function useMcpSearch() {
  const search = useSearch({ strict: false }) as McpCallsSearch & RangeSearch;
  const { side, server, tool, prompt, method } = search;
  return { search, query: { ...rangeQuery(search), side, server, tool, prompt, method } };
}
