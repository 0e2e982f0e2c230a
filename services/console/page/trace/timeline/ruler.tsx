import { type Ref, useMemo } from 'react';
import { ticksOf } from '../../../src/model/waterfall/ruler.ts';
import type { Zoom } from './use-zoom.ts';

/** A label further to the right would be cut. */
const LAST_LABEL = 0.88;

/** The time axis above the bars. */
export function Ruler({ zoom: { shown, whole }, ref }: { zoom: Zoom; ref: Ref<HTMLDivElement> }) {
  const ticks = useMemo(() => ticksOf(shown, whole.begin), [shown, whole]);
  return (
    <div className="ruler" ref={ref}>
      {ticks.map(({ left, label }) => (
        <span key={left} style={{ left: `${left * 100}%` }}>
          {left < LAST_LABEL && label}
        </span>
      ))}
    </div>
  );
}
