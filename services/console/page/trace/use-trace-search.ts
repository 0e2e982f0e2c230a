import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { TraceSearch } from './search.ts';

export interface ChangeOptions {
  /** Leaves no step to go back to. */
  replace?: boolean;
}

/** What the URL says of the trace that is looked at, on whichever page. */
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
