import type { SpanNode } from '@cortex/trace-testing/trace';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { nextMatch, rowsWith } from '../../../src/model/waterfall/find.ts';
import { keptRows, visibleRows } from '../../../src/model/waterfall/visible-rows.ts';
import { reckoned, type Waterfall, waterfallOf } from '../../../src/model/waterfall/waterfall.ts';
import { useLookedAt } from '../looked-at.ts';
import { useTraceSearch } from '../use-trace-search.ts';
import { type Folding, useFolding } from './use-folding.ts';
import { useZoom, type Zoom } from './use-zoom.ts';

/** The state that all parts of the timeline share. */
export interface TimelineState {
  waterfall: Waterfall;
  folding: Folding;
  zoom: Zoom;
  /** The indices of the visible rows, in order. */
  visible: readonly number[];
  /** The index of the row that the keyboard is at. */
  active: number;
  /** Changes its identity whenever a row must be scrolled into view. */
  activation: object | undefined;
  activate(index: number): void;
  /** The indices of the rows that match the search. */
  found: readonly number[];
  goToMatch(direction: 1 | -1): void;
}

export function useTimeline(): TimelineState {
  const { trace, selected } = useLookedAt();
  const { search } = useTraceSearch();
  const { hops, critical: onlyCritical = false, min = 0, find = '' } = search;
  const waterfall = useMemo(() => waterfallOf(reckoned(trace), { foldHops: hops !== 'unfolded' }), [trace, hops]);
  const folding = useFolding(waterfall);
  const { folded, reveal } = folding;
  const zoom = useZoom(waterfall.extent);
  const filter = useMemo(() => ({ onlyCritical, leastMicroseconds: min * 1000 }), [onlyCritical, min]);
  const visible = useMemo(() => visibleRows(waterfall, { folded, ...filter }), [waterfall, folded, filter]);
  const [activation, setActivation] = useState<{ span: SpanNode }>();
  const activate = useCallback(
    (index: number) => {
      reveal(index);
      const span = waterfall.rows[index]?.span;
      if (span !== undefined) setActivation({ span });
    },
    [waterfall, reveal],
  );
  const chosen = waterfall.byId.get(selected ?? '')?.[0];
  useEffect(() => {
    if (chosen === undefined) return;
    reveal(waterfall.indices.get(chosen) ?? 0);
    // Of spans that share an id, the selected one stays.
    setActivation((before) => (before?.span.spanId === chosen.spanId ? before : { span: chosen }));
  }, [chosen, waterfall, reveal]);
  const active = (activation && waterfall.indices.get(activation.span)) ?? 0;
  const wanted = useDeferredValue(find);
  const found = useMemo(() => {
    const kept = keptRows(waterfall, filter);
    return rowsWith(wanted, waterfall.rows).filter((index) => kept[index] === 1);
  }, [wanted, waterfall, filter]);
  const goToMatch = (direction: 1 | -1) => {
    const next = nextMatch(found, active, direction);
    if (next !== undefined) activate(next);
  };
  return { waterfall, folding, zoom, visible, active, activation, activate, found, goToMatch };
}
