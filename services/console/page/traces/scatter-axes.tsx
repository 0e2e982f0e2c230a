import { dayText, exactMoment } from '../../src/model/format/moment-text.ts';
import type { Scale } from '../../src/model/search/scale.ts';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exactTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const [MINUTE, DAY] = [60_000, 86_400_000];
/** The room that the label of a time needs. */
const LEAST_PIXELS = 64;

export interface ScatterAxesProps {
  x: Scale;
  y: Scale;
  /** The right edge of the plot, in pixels. */
  width: number;
  bottom: number;
}

export function ScatterAxes({ x, y, width, bottom }: ScatterAxesProps) {
  const left = x.at(x.of(0));
  const [first = 0, second = 0] = x.ticks;
  const step = second - first;
  const textOf = (tick: number) => (step >= DAY ? dayText(tick) : (step < MINUTE ? exactTime : time).format(tick));
  const every = Math.max(1, Math.ceil((LEAST_PIXELS * x.ticks.length) / Math.max(1, width - left)));
  return (
    <g className="scatter-axes">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={left - 6} y={y.at(tick)} textAnchor="end" dominantBaseline="middle">
            {tick >= 1000 ? `${tick / 1000} s` : `${tick} ms`}
          </text>
        </g>
      ))}
      {x.ticks
        .filter((_, index) => index % every === 0)
        .map((tick) => (
          <text key={tick} {...labelPlace(x.at(tick), width)} y={bottom + 16}>
            <title>{exactMoment(tick)}</title>
            {textOf(tick)}
          </text>
        ))}
      <line x1={left} x2={width} y1={bottom} y2={bottom} />
    </g>
  );
}

/** Places the label of a time below it, but within the plot. */
function labelPlace(x: number, width: number): { x: number; textAnchor: 'middle' | 'end' } {
  return x + LEAST_PIXELS / 2 > width ? { x: width, textAnchor: 'end' } : { x, textAnchor: 'middle' };
}
