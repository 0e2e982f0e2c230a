import { useMemo } from 'react';
import { traceFlame } from '../../../src/model/flame/trace-flame.ts';
import { duration } from '../../../src/model/format/text.ts';
import { FlameGraph } from '../../parts/flame/flame-graph.tsx';
import { serviceColour } from '../../parts/service-paint.tsx';
import { useLookedAt } from '../looked-at.ts';
import { useShow } from './use-show.ts';

const valueText = (microseconds: number) => duration(microseconds / 1000);

/** The trace as flame graph: where its work was done, the same operations of the same caller together. */
export function Flame() {
  const { trace, colours } = useLookedAt();
  const select = useShow();
  const root = useMemo(() => traceFlame(trace), [trace]);
  return (
    <section aria-label="Flame graph">
      <p className="quiet">
        Boxes are as wide as the work in them: spans of one operation below the same caller are one box, and what ran
        side by side adds up. The edge of a box is its service's, as above; ✖ and an outline mark what failed.
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
