import { type ComponentType, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import uPlot from 'uplot';
import { amountText } from '../../../src/model/format/amount-text.ts';
import { useWidth } from '../use-width.ts';
import { chartOptions, type LookedAt } from './chart-options.ts';
import 'uplot/dist/uPlot.min.css';
import './chart.css';

export interface ChartDot {
  /** Milliseconds since the epoch. */
  at: number;
  value: number;
}

export interface ChartProps<Dot extends ChartDot> {
  /** Seconds, then the values of each line. */
  columns: [number[], ...(number | null)[][]];
  /** A label for screen readers. */
  label: string;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
  dots?: readonly Dot[];
  Dot?: ComponentType<{ dot: Dot }>;
  /** Draws a dashed line at each of these values. */
  limits?: readonly number[];
  /** In pixels. */
  height?: number;
  /** Formats a value beside the graph. */
  textOf?(value: number): string;
  /** Called with a selected time range, in milliseconds since the epoch. Without it none can be selected. */
  onZoom?(from: number, to: number): void;
  onLook?(looked: LookedAt): void;
}

const HEIGHT = 280;
const NONE: readonly never[] = [];

/** Lines over time, with dots on them. */
export function Chart<Dot extends ChartDot>(props: ChartProps<Dot>) {
  const { columns, label, begin, end, dots = NONE, Dot, limits = NONE, height = HEIGHT } = props;
  const canZoom = props.onZoom !== undefined;
  const [width, measured] = useWidth();
  const host = useRef<HTMLElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [plot, setPlot] = useState<uPlot>();
  // The positions of the dots are known once uPlot has drawn the lines.
  const [, setDrawn] = useState(0);
  useEffect(() => {
    const parent = host.current;
    if (parent === null || width === 0) return undefined;
    const options = chartOptions({
      lines: columns.length - 1,
      width,
      begin,
      end,
      dots,
      limits,
      height,
      textOf: (value) => (latest.current.textOf ?? amountText)(value),
      colourOf: (css) => colourIn(parent, css),
      onZoom: canZoom ? (from, to) => latest.current.onZoom?.(from, to) : undefined,
      onLook: (looked) => latest.current.onLook?.(looked),
      onDraw: () => setDrawn((before) => before + 1),
    });
    const drawn = new uPlot(options, columns as uPlot.AlignedData, parent);
    setPlot(drawn);
    return () => {
      setPlot(undefined);
      drawn.destroy();
    };
  }, [columns, width, height, begin, end, dots, limits, canZoom]);
  return (
    <div ref={measured} className="chart">
      <figure ref={host} className="chart-figure" aria-label={label} />
      {plot !== undefined &&
        Dot !== undefined &&
        createPortal(
          dots.map((dot, index) => {
            const [left, top] = [plot.valToPos(dot.at / 1000, 'x'), plot.valToPos(dot.value, 'y')];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and none moves
              <span key={index} className="chart-dot" style={{ left, top }}>
                <Dot dot={dot} />
              </span>
            );
          }),
          plot.over,
        )}
    </div>
  );
}

/** Resolves a CSS colour: a canvas does not know CSS variables. */
function colourIn(element: HTMLElement, css: string): string {
  const before = element.style.color;
  element.style.color = css;
  const read = getComputedStyle(element).color;
  element.style.color = before;
  return read;
}
