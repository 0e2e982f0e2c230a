import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { TraceSearch } from './search.ts';

export interface ChangeOptions {
  /** Replaces the entry in the history. */
  replace?: boolean;
}

/** The search parameters of a trace in the URL, on whichever page shows one. */
export function useTraceSearch() {
  const search = useSearch({ strict: false }) as TraceSearch;
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Partial<TraceSearch>, { replace = false }: ChangeOptions = {}) => {
      navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...changes })) as never,
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { search, change };
}
