import './sparkline.css';

export interface SparklineProps {
  /** Undefined where the value is unknown: the line has a gap there. */
  values: readonly (number | undefined)[];
  /** A label for screen readers. */
  label: string;
}

const [WIDTH, HEIGHT] = [240, 40];
const MARGIN = 2;

/** A figure over time, scaled from 0 to its highest value. */
export function Sparkline({ values, label }: SparklineProps) {
  const highest = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const x = (index: number) => MARGIN + (index * (WIDTH - 2 * MARGIN)) / Math.max(1, values.length - 1);
  const y = (value: number) => HEIGHT - MARGIN - (value / highest) * (HEIGHT - 2 * MARGIN);
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT - MARGIN} y2={HEIGHT - MARGIN} />
      <path d={pathOf(values.map((value, index) => value !== undefined && ([x(index), y(value)] as const)))} />
    </svg>
  );
}

/** A point between two gaps becomes a short line. */
function pathOf(points: readonly (false | readonly [number, number])[]): string {
  return points
    .map((point, index) => {
      if (point === false) return '';
      return `${points[index - 1] ? 'L' : 'M'}${point.map((number) => number.toFixed(1)).join(' ')}${points[index - 1] || points[index + 1] ? '' : 'h2'}`;
    })
    .join('');
}
