import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { TraceViewName } from './search.ts';

export interface TraceViewEntry {
  view: TraceViewName;
  title: string;
  /** Finds the trace by `useLookedAt`. */
  component: ComponentType;
}

/** The ways to look at a trace, in the order of their tabs; each is loaded when it is opened first. */
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
