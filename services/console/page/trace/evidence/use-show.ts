import { useCallback } from 'react';
import { useTraceSearch } from '../use-trace-search.ts';

/** Shows a span in the timeline, with its details. */
export function useShow(): (spanId: string) => void {
  const { change } = useTraceSearch();
  return useCallback(
    (span: string) => {
      change({ span, view: undefined });
      // The link may be a screen above the timeline.
      document.querySelector('nav.tabs')?.scrollIntoView({ block: 'start' });
    },
    [change],
  );
}
