import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Interval } from '../../../src/model/spans/interval.ts';
import { fromUrl, toUrl } from '../../../src/model/waterfall/zoom.ts';
import { useTraceSearch } from '../use-trace-search.ts';

export interface Zoom {
  whole: Interval;
  /** The visible part. */
  shown: Interval;
  show(part: Interval): void;
}

const SETTLES_AFTER_MILLISECONDS = 200;

/** The visible part of the trace. The URL follows once it has settled. */
export function useZoom(whole: Interval): Zoom {
  const { search, change } = useTraceSearch();
  const { zoomFrom, zoomTo } = search;
  const settled = useMemo(() => fromUrl({ zoomFrom, zoomTo }, whole), [zoomFrom, zoomTo, whole]);
  const [moving, setMoving] = useState<Interval>();
  useEffect(() => {
    if (moving === undefined) return;
    const timer = setTimeout(() => change(toUrl(moving, whole), { replace: true }), SETTLES_AFTER_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [moving, whole, change]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new range in the URL takes precedence
  useEffect(() => setMoving(undefined), [settled]);
  const show = useCallback((part: Interval) => setMoving(part), []);
  return { whole, shown: moving ?? settled, show };
}
