import uPlot from 'uplot';
import { axisWidth } from '../../../src/model/metrics/axis-width.ts';
import { serviceColour } from '../service-paint.tsx';
import { lineDash, linePaint } from './line-paint.ts';

/** The pointer is at a line within this distance. */
const NEAR_PIXELS = 24;
const FONT = '12px system-ui, sans-serif';

/** What the pointer is at: a step, and the line next to it. */
export interface LookedAt {
  step?: number | undefined;
  line?: number | undefined;
}

export interface ChartOptions {
  lines: number;
  width: number;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
  /** Further values that must be in view. */
  dots: readonly { value: number }[];
  /** Draws a dashed line at each of these values. */
  limits: readonly number[];
  /** In pixels. */
  height: number;
  textOf(value: number): string;
  /** Resolves a CSS colour and the variables in it. */
  colourOf(css: string): string;
  onZoom?: ((from: number, to: number) => void) | undefined;
  onLook(looked: LookedAt): void;
  onDraw(): void;
}

/** uPlot's options for lines over time. */
export function chartOptions(options: ChartOptions): uPlot.Options {
  const { lines, width, height, begin, end, dots, limits, textOf, colourOf, onZoom, onLook, onDraw } = options;
  const looked: LookedAt = {};
  const axis: uPlot.Axis = {
    stroke: () => colourOf('var(--quiet)'),
    grid: { stroke: () => colourOf('var(--line)'), width: 1 },
    ticks: { stroke: () => colourOf('var(--line)'), width: 1 },
    font: FONT,
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: onZoom !== undefined, y: false, setScale: false }, focus: { prox: NEAR_PIXELS } },
    focus: { alpha: 0.3 },
    scales: {
      x: { range: () => [begin / 1000, end / 1000] },
      y: {
        range: (_plot, least, most) =>
          valueRange([least ?? 0, most ?? 0, ...limits, ...dots.map(({ value }) => value)]),
      },
    },
    axes: [
      axis,
      {
        ...axis,
        size: (plot, texts) => axisWidth(texts, (text) => textWidth(plot.ctx, text)),
        values: (_plot, splits) => splits.map(textOf),
      },
    ],
    series: [{}, ...Array.from({ length: lines }, (_, index) => line(index, colourOf))],
    hooks: {
      draw: [(plot) => drawLimits(plot, limits, colourOf('var(--failed)')), onDraw],
      setCursor: [
        ({ cursor: { idx } }) => {
          looked.step = idx ?? undefined;
          onLook({ ...looked });
        },
      ],
      setSeries: [
        (_plot, series) => {
          looked.line = series === null ? undefined : series - 1;
          onLook({ ...looked });
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select;
          if (wide === 0) return;
          onZoom?.(...([left, left + wide].map((x) => Math.round(plot.posToVal(x, 'x') * 1000)) as [number, number]));
        },
      ],
    },
  };
}

function textWidth(pen: CanvasRenderingContext2D, text: string): number {
  pen.save();
  pen.font = FONT;
  const { width } = pen.measureText(text);
  pen.restore();
  return width;
}

function line(index: number, colourOf: (css: string) => string): uPlot.Series {
  const paint = linePaint(index);
  return {
    stroke: () => colourOf(serviceColour(paint)),
    dash: lineDash(paint),
    width: 1.5,
    // uPlot draws no line for a point between two gaps, so it becomes a dot.
    points: { show: (_plot, _series, first, last) => last - first < 2 },
  };
}

function drawLimits(plot: uPlot, limits: readonly number[], colour: string): void {
  const { ctx: pen, bbox } = plot;
  pen.save();
  pen.strokeStyle = colour;
  pen.lineWidth = 2 * devicePixelRatio;
  pen.setLineDash([10 * devicePixelRatio, 6 * devicePixelRatio]);
  for (const limit of limits) {
    const y = plot.valToPos(limit, 'y', true);
    pen.beginPath();
    pen.moveTo(bbox.left, y);
    pen.lineTo(bbox.left + bbox.width, y);
    pen.stroke();
  }
  pen.restore();
}

/** Starts at 0, unless there are lower values. */
function valueRange(values: readonly number[]): [number, number] {
  const [low = 0, high = 1] = uPlot.rangeNum(Math.min(0, ...values), Math.max(...values), 0.1, true);
  return [low ?? 0, high ?? 1];
}
