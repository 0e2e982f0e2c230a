import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import { counted, fineDuration } from '../../../src/model/format/text.ts';
import type { Interval } from '../../../src/model/spans/interval.ts';
import { type FailureMark, minimapOf } from '../../../src/model/waterfall/minimap.ts';
import { fitted } from '../../../src/model/waterfall/zoom.ts';
import { serviceColour } from '../../parts/service-paint.tsx';
import { useLookedAt } from '../looked-at.ts';
import type { TimelineState } from './use-timeline.ts';
import type { Zoom } from './use-zoom.ts';
import './minimap.css';

const COLUMNS = 600;
const [FEWEST_LINES, MOST_LINES] = [12, 32];
/** A shorter drag counts as a click. */
const SHORTEST_BRUSH = 0.004;

/** An overview of the whole trace. A drag over it, or its two handles, select the part that is shown below. */
export function Minimap({ timeline: { waterfall, zoom } }: { timeline: TimelineState }) {
  const { colours } = useLookedAt();
  const lines = Math.min(Math.max(waterfall.rows.length, FEWEST_LINES), MOST_LINES);
  const picture = useMemo(
    () => minimapOf(waterfall.rows, { extent: waterfall.extent, colours, size: { columns: COLUMNS, lines } }),
    [waterfall, colours, lines],
  );
  const patterns = useId();
  const brush = useBrush(zoom);
  const share = (at: number) => (at - zoom.whole.begin) / Math.max(zoom.whole.end - zoom.whole.begin, 1);
  const { begin, end } = brush.drawn ?? zoom.shown;
  return (
    <section className="minimap" aria-label="Part of the trace that is shown">
      <FailureMarks marks={picture.marks} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the handles do the same by keyboard */}
      <div className="minimap-picture" {...brush.handlers} onDoubleClick={() => zoom.show(zoom.whole)}>
        <svg viewBox={`0 0 ${COLUMNS} ${lines}`} preserveAspectRatio="none" aria-hidden="true">
          <Patterns id={patterns} />
          {picture.services.map(({ paint, path }) => (
            <g key={`${paint.colour} ${paint.pattern}`}>
              <path d={path} style={{ fill: serviceColour(paint) }} />
              {paint.pattern > 0 && <path d={path} fill={`url(#${patterns}-${paint.pattern})`} />}
            </g>
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

/** The patterns of `.service-pattern-1` and up, in the units of the picture. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-1`} width={5} height={1} patternUnits="userSpaceOnUse">
        <rect className="minimap-gap" x={3} width={2} height={1} />
      </pattern>
      <pattern id={`${id}-2`} width={COLUMNS} height={1} patternUnits="userSpaceOnUse">
        <rect className="minimap-gap" y={0.35} width={COLUMNS} height={0.3} />
      </pattern>
    </defs>
  );
}

/** Triangles above the picture where spans failed, as in the scatter plot of the traces. */
function FailureMarks({ marks }: { marks: readonly FailureMark[] }) {
  if (marks.length === 0) return null;
  const failures = marks.reduce((sum, { spans }) => sum + spans, 0);
  return (
    <div className="minimap-marks" role="img" aria-label={`${counted(failures, 'span')} failed`}>
      {marks.map(({ at, spans }) => (
        <span key={at} style={{ left: `${at * 100}%` }} title={`${counted(spans, 'span')} failed`} />
      ))}
    </div>
  );
}

/** Selects a part by dragging. */
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

/** A handle at one edge of the visible part, for the keyboard. */
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
