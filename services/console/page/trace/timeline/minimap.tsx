import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { Interval } from '../../../src/model/interval.ts';
import { fineDuration } from '../../../src/model/text.ts';
import { minimapOf } from '../../../src/model/waterfall/minimap.ts';
import { fitted } from '../../../src/model/waterfall/zoom.ts';
import { serviceColour } from '../../parts/service-paint.tsx';
import { useLookedAt } from '../looked-at.ts';
import type { TimelineState } from './use-timeline.ts';
import type { Zoom } from './use-zoom.ts';
import './minimap.css';

const COLUMNS = 600;
const [FEWEST_LINES, MOST_LINES] = [12, 40];
/** A shorter drag is a click. */
const SHORTEST_BRUSH = 0.004;

/** The whole trace as a small picture. A drag over it, or its two handles, choose the part that is shown below. */
export function Minimap({ timeline: { waterfall, zoom } }: { timeline: TimelineState }) {
  const { colours } = useLookedAt();
  const lines = Math.min(Math.max(waterfall.rows.length, FEWEST_LINES), MOST_LINES);
  const picture = useMemo(
    () => minimapOf(waterfall.rows, { extent: waterfall.extent, colours, size: { columns: COLUMNS, lines } }),
    [waterfall, colours, lines],
  );
  const brush = useBrush(zoom);
  const share = (at: number) => (at - zoom.whole.begin) / Math.max(zoom.whole.end - zoom.whole.begin, 1);
  const { begin, end } = brush.drawn ?? zoom.shown;
  return (
    <section className="minimap" aria-label="Part of the trace that is shown">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the handles do the same by keyboard */}
      <div className="minimap-picture" {...brush.handlers} onDoubleClick={() => zoom.show(zoom.whole)}>
        <svg viewBox={`0 0 ${COLUMNS} ${lines}`} preserveAspectRatio="none" aria-hidden="true">
          {[...picture.byColour].map(([colour, path]) => (
            <path key={colour} d={path} style={{ fill: serviceColour({ colour }) }} />
          ))}
          <path d={picture.failed} className="minimap-failed" />
        </svg>
        <div className="minimap-hidden" style={{ left: 0, width: `${share(begin) * 100}%` }} />
        <div className="minimap-hidden" style={{ left: `${share(end) * 100}%`, right: 0 }} />
      </div>
      <Handle name="Shown from" edge="begin" zoom={zoom} left={share(begin)} />
      <Handle name="Shown until" edge="end" zoom={zoom} left={share(end)} />
    </section>
  );
}

/** Chooses a part by a drag. */
function useBrush({ whole, show }: Zoom) {
  const from = useRef<number>(undefined);
  const [drawn, setDrawn] = useState<Interval>();
  const timeAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const share = Math.min(Math.max((clientX - left) / width, 0), 1);
    return whole.begin + share * (whole.end - whole.begin);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = timeAt(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (from.current === undefined) return;
      const to = timeAt(event);
      setDrawn({ begin: Math.min(from.current, to), end: Math.max(from.current, to) });
    },
    onPointerUp: () => {
      const isDrag = drawn !== undefined && drawn.end - drawn.begin > SHORTEST_BRUSH * (whole.end - whole.begin);
      if (isDrag) show(fitted(drawn, whole));
      from.current = undefined;
      setDrawn(undefined);
    },
    onPointerCancel: () => {
      from.current = undefined;
      setDrawn(undefined);
    },
  };
  return { drawn, handlers };
}

interface HandleProps {
  name: string;
  edge: 'begin' | 'end';
  zoom: Zoom;
  left: number;
}

const STEP = 0.01;
const STEPS: Record<string, number> = {
  ArrowLeft: -STEP,
  ArrowDown: -STEP,
  ArrowRight: STEP,
  ArrowUp: STEP,
  PageDown: -10 * STEP,
  PageUp: 10 * STEP,
  Home: -1,
  End: 1,
};

/** One edge of the shown part, for the keyboard. */
function Handle({ name, edge, zoom: { whole, shown, show }, left }: HandleProps) {
  const length = whole.end - whole.begin;
  const since = shown[edge] - whole.begin;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = shown[edge] + step * length;
    const least = length * STEP * 0.1;
    const [low, high] = edge === 'begin' ? [whole.begin, shown.end - least] : [shown.begin + least, whole.end];
    show(fitted({ ...shown, [edge]: Math.min(Math.max(at, low), high) }, whole));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className="minimap-handle"
      style={{ left: `${left * 100}%` }}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={Math.round(since)}
      aria-valuetext={fineDuration(since)}
      onKeyDown={onKeyDown}
    />
  );
}
