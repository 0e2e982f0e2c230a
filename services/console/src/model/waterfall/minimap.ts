import { SERVICE_PATTERNS, type ServicePaint } from '../services/colours.ts';
import type { Interval } from '../spans/interval.ts';
import type { Row } from './rows.ts';

export interface MinimapSize {
  columns: number;
  lines: number;
}

/** A small picture of the whole trace: SVG path data, with one unit for each column and line. */
export interface Minimap {
  services: { paint: ServicePaint; path: string }[];
  failed: string;
  /** Positions of failed spans, visible without colours. Adjacent failures share a mark. */
  marks: FailureMark[];
}

export interface FailureMark {
  /** The position, from 0 (the begin of the trace) to 1. */
  at: number;
  spans: number;
}

/** More marks would touch each other on a narrow screen. */
const MOST_MARKS = 40;

const NOTHING = -1;

/** Draws a fixed number of cells, however many rows there are: of rows that share a cell, the last is visible. */
export function minimapOf(
  rows: readonly Row[],
  { extent, colours, size }: { extent: Interval; colours: ReadonlyMap<string, ServicePaint>; size: MinimapSize },
): Minimap {
  const { columns, lines } = size;
  const cells = new Int16Array(columns * lines).fill(NOTHING);
  const failures = new Int16Array(columns * lines).fill(NOTHING);
  const length = Math.max(extent.end - extent.begin, 1);
  const column = (at: number) => Math.min(Math.floor(((at - extent.begin) / length) * columns), columns - 1);
  const height = Math.min(1, lines / Math.max(rows.length, 1));
  for (const [index, { span, interval, isFailed }] of rows.entries()) {
    const line = Math.floor(index * height) * columns;
    const [from, to] = [line + column(interval.begin), line + column(interval.end) + 1];
    cells.fill(numberOf(colours.get(span.service)), from, to);
    if (isFailed) failures.fill(0, from, to);
  }
  return {
    services: [...pathsOf(cells, columns)].map(([number, path]) => ({ paint: paintOf(number), path })),
    failed: pathsOf(failures, columns).get(0) ?? '',
    marks: marksOf(rows, extent),
  };
}

const numberOf = (paint: ServicePaint | undefined) =>
  paint === undefined ? 0 : paint.colour * SERVICE_PATTERNS + paint.pattern;
const paintOf = (number: number): ServicePaint => ({
  colour: Math.floor(number / SERVICE_PATTERNS),
  pattern: number % SERVICE_PATTERNS,
});

function marksOf(rows: readonly Row[], { begin, end }: Interval): FailureMark[] {
  const marks = new Map<number, FailureMark>();
  for (const { interval, isFailed } of rows) {
    if (!isFailed) continue;
    const at = (interval.end - begin) / Math.max(end - begin, 1);
    const slot = Math.min(Math.floor(at * MOST_MARKS), MOST_MARKS - 1);
    const mark = marks.get(slot);
    if (mark === undefined) marks.set(slot, { at, spans: 1 });
    else mark.spans += 1;
  }
  return [...marks.values()];
}

/** Merges adjacent cells into one rectangle. */
function pathsOf(cells: Int16Array, columns: number): Map<number, string> {
  const paths = new Map<number, string[]>();
  for (let at = 0; at < cells.length; ) {
    const colour = cells[at] as number;
    const lineEnd = at - (at % columns) + columns;
    let end = at + 1;
    while (end < lineEnd && cells[end] === colour) end += 1;
    if (colour !== NOTHING) {
      const path = paths.get(colour) ?? [];
      path.push(`M${at % columns} ${Math.floor(at / columns)}h${end - at}v1h${at - end}z`);
      paths.set(colour, path);
    }
    at = end;
  }
  return new Map([...paths].map(([colour, path]) => [colour, path.join('')]));
}
