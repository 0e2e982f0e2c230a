import { Link } from '@tanstack/react-router';
import type { TraceViewName } from './search.ts';
import { TRACE_VIEWS } from './views.ts';

/** Selects the view of the trace. */
export function TraceTabs({ current }: { current: TraceViewName }) {
  return (
    <nav aria-label="Views of the trace" className="tabs">
      {TRACE_VIEWS.map(({ view, title }) => (
        <Link
          key={view}
          to="."
          search={((before: object) => ({ ...before, view })) as never}
          resetScroll={false}
          activeProps={{}}
          aria-current={view === current ? 'page' : undefined}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
