import { useMemo } from 'react';
import { traceFlame } from '../../../src/model/flame/trace-flame.ts';
import { duration } from '../../../src/model/format/text.ts';
import { FlameGraph } from '../../parts/flame/flame-graph.tsx';
import { serviceColour } from '../../parts/service-paint.tsx';
import { useLookedAt } from '../looked-at.ts';
import { useShow } from './use-show.ts';

const valueText = (microseconds: number) => duration(microseconds / 1000);

/** The trace as a flame graph, which merges calls of one operation by the same caller. */
export function Flame() {
  const { trace, colours } = useLookedAt();
  const select = useShow();
  const root = useMemo(() => traceFlame(trace), [trace]);
  return (
    <section aria-label="Flame graph">
      <p className="quiet">
        The width of a box is the work in it. Spans of one operation below the same caller share a box, and parallel
        work adds up. The edge of a box has the colour of its service; ✖ and an outline mark failures.
      </p>
      <FlameGraph
        {...{ root, valueText, select }}
        of="the trace"
        paintOf={(service) => ({
          colour: service === '' ? 'var(--quiet)' : serviceColour(colours.get(service)),
          pattern: colours.get(service)?.pattern ?? 0,
        })}
      />
    </section>
  );
}
