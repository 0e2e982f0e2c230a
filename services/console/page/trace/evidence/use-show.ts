import { useCallback } from 'react';
import { useTraceSearch } from '../use-trace-search.ts';

/** Leads to a span in the timeline, with its details. */
export function useShow(): (spanId: string) => void {
  const { change } = useTraceSearch();
  return useCallback(
    (span: string) => {
      change({ span, view: undefined });
      // What leads there may stand a screen above it.
      document.querySelector('nav.tabs')?.scrollIntoView({ block: 'start' });
    },
    [change],
  );
}
