import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router';
import type { TraceViewName } from './search.ts';

export interface TraceViewEntry {
  view: TraceViewName;
  title: string;
  /** Gets the trace from `useLookedAt`. */
  component: AsyncRouteComponent<object>;
}

/** The views of a trace in the order of their tabs, each loaded when it is first opened. */
export const TRACE_VIEWS: readonly TraceViewEntry[] = [
  {
    view: 'timeline',
    title: 'Timeline',
    component: lazyRouteComponent(() => import('./timeline/timeline.tsx'), 'Timeline'),
  },
  { view: 'log', title: 'Log', component: lazyRouteComponent(() => import('./evidence/log.tsx'), 'Log') },
  {
    view: 'statistics',
    title: 'Statistics',
    component: lazyRouteComponent(() => import('./evidence/statistics.tsx'), 'Statistics'),
  },
  { view: 'graph', title: 'Graph', component: lazyRouteComponent(() => import('./evidence/graph.tsx'), 'Graph') },
  { view: 'flame', title: 'Flame', component: lazyRouteComponent(() => import('./evidence/flame.tsx'), 'Flame') },
  {
    view: 'compare',
    title: 'Compare',
    component: lazyRouteComponent(() => import('./evidence/compare.tsx'), 'Compare'),
  },
];

/** Loads a view's code while the trace is on its way. Loaded only afterwards, React would show its fallback for a third of a second. */
export async function preloadView(name: TraceViewName): Promise<void> {
  await TRACE_VIEWS.find(({ view }) => view === name)?.component.preload?.();
}
