import type { AlertGraphAnswer } from '../../src/api/alerts.ts';
import type { SeriesRange } from '../../src/backends/prometheus.ts';
import { momentText } from '../../src/model/moment-text.ts';
import { counted, cut } from '../../src/model/text.ts';
import { Cut } from '../parts/cut.tsx';
import { Empty } from '../parts/states.tsx';

const [WIDTH, HEIGHT] = [600, 140];
const HEADROOM = 1.1;
const COLOURS = 8;

/** What a rule measured over time, with the line at which it fires. */
export function ThresholdGraph({ graph: { series, threshold, begin, end } }: { graph: AlertGraphAnswer }) {
  const values = series.flatMap(({ points }) => points.map(([, value]) => value)).filter(Number.isFinite);
  if (values.length === 0)
    return <Empty>Nothing was measured in this time{threshold === undefined ? ' that makes it fire' : ''}.</Empty>;
  const highest = Math.max(...values, threshold ?? 0) * HEADROOM || 1;
  const lowest = Math.min(...values, threshold ?? 0, 0);
  const x = (seconds: number) => ((seconds * 1000 - begin) / (end - begin)) * WIDTH;
  const y = (value: number) => HEIGHT - ((value - lowest) / (highest - lowest)) * HEIGHT;
  const label = `${counted(series.length, 'series', 'series')} from ${momentText(begin)} to ${momentText(end)}, at most ${short(Math.max(...values))}${threshold === undefined ? '' : `; the threshold is ${short(threshold)}`}`;
  return (
    <figure className="alert-graph">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {series.map((one, index) => (
          <path
            key={JSON.stringify(one.labels)}
            d={pathOf(one, { x, y })}
            style={{ stroke: `var(--service-${index % COLOURS})` }}
          />
        ))}
        {threshold !== undefined && (
          <line className="alert-threshold" x1={0} x2={WIDTH} y1={y(threshold)} y2={y(threshold)} />
        )}
      </svg>
      <figcaption className="quiet">
        {momentText(begin)} – {momentText(end)}; {short(lowest)} to {short(highest)}
        {threshold !== undefined && <>; dashed: the threshold of {short(threshold)}</>}
        <ul>
          {series.map(({ labels, points }) => (
            <li key={JSON.stringify(labels)}>
              <Cut text={namesOf(labels)} most={160} />: {short(points.at(-1)?.[1] ?? Number.NaN)} at last
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function pathOf({ points }: SeriesRange, { x, y }: Record<'x' | 'y', (value: number) => number>): string {
  return points
    .filter(([, value]) => Number.isFinite(value))
    .map(([seconds, value], index) => `${index === 0 ? 'M' : 'L'}${x(seconds).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
}

const short = (value: number): string => (Number.isNaN(value) ? 'unknown' : String(Number(value.toPrecision(4))));

function namesOf({ __name__ = '', ...labels }: Record<string, string>): string {
  const told = Object.entries(labels).map(([name, value]) => `${cut(name, 60)}=${cut(value, 60)}`);
  return [__name__, ...told].filter(Boolean).join(' ') || 'the only series';
}
