import type { Trace } from '@cortex/trace-testing/trace';
import { type ReactNode, Suspense, useCallback, useMemo } from 'react';
import { serviceColours } from '../../src/model/services/colours.ts';
import { worksOf } from '../../src/model/trace/requests.ts';
import { Loading } from '../parts/states.tsx';
import { type LookedAt, LookedAtProvider } from './looked-at.ts';
import { TraceHead } from './trace-head.tsx';
import { TraceTabs } from './trace-tabs.tsx';
import { useTraceSearch } from './use-trace-search.ts';
import { TRACE_VIEWS } from './views.ts';
import './trace.css';

export interface TraceViewProps {
  trace: Trace;
  /** The URL of the trace as JSON; undefined for a trace from a file. */
  jaegerJson?: string;
  /** What the backends know about the trace, shown between the head and the views. */
  children?: ReactNode;
}

/** A trace from whatever source. Its view and selection are in the URL. */
export function TraceView({ trace, jaegerJson, children }: TraceViewProps) {
  const { search, change } = useTraceSearch();
  const { view = 'timeline', span: selected } = search;
  const select = useCallback((span: string | undefined) => change({ span }, { replace: true }), [change]);
  const isStored = jaegerJson !== undefined;
  const known = useMemo(
    () => ({
      trace,
      main: worksOf(trace)[0]?.root,
      colours: serviceColours(trace.spans.map(({ service }) => service)),
    }),
    [trace],
  );
  const lookedAt = useMemo(
    (): LookedAt => ({ ...known, isStored, selected, select }),
    [known, isStored, selected, select],
  );
  const { component: View } = TRACE_VIEWS.find((entry) => entry.view === view) ?? (TRACE_VIEWS[0] as never);
  return (
    <LookedAtProvider value={lookedAt}>
      <TraceHead jaegerJson={jaegerJson} />
      {children}
      <TraceTabs current={view} />
      <Suspense fallback={<Loading what={view} />}>
        <View />
      </Suspense>
    </LookedAtProvider>
  );
}
