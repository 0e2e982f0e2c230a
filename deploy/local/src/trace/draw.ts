import { styleText } from 'node:util';
import { counted, extentOf, printable } from '@cortex/console/model';
import { isOrphan, type Trace } from '@cortex/trace-testing';
import { barOf } from './bar.ts';
import { detailsIn } from './details.ts';
import { errorOf } from './error-of.ts';
import { duration } from './text.ts';
import { type TreeLimits, type TreeLine, treeLines } from './tree-lines.ts';

export interface DrawOptions {
  /** Number of columns to draw in. */
  width: number;
  /** The output. Colours are used only if this stream shows them and NO_COLOR does not forbid it. */
  stream: NodeJS.WriteStream;
  /** Whether to draw every span, however many there are. Default: false. */
  all?: boolean | undefined;
  /** Whether to show all attributes and events of each span. Default: false, which shows only what matters most. */
  attributes?: boolean | undefined;
}

type Colour = (typeof SERVICE_COLOURS)[number];
type Cells = [tree: string, service: string, kind: string, duration: string];

const SERVICE_COLOURS = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;
const BAR_COLUMNS = 24;
const GAP = '  ';
const NARROWEST_TREE = 20;
/** Nobody would read more, and more would scroll the beginning away. */
const LIMITS: TreeLimits = { spans: 500, children: 40 };
const NO_LIMITS: TreeLimits = { spans: Number.POSITIVE_INFINITY, children: Number.POSITIVE_INFINITY };

/**
 * Draws a trace as a tree: one line per span with its service, kind, duration and a bar for its time within the trace. Below the line are its error,
 * what it waited for and its links.
 */
export function drawTrace(trace: Trace, { width, stream, all = false, attributes = false }: DrawOptions): string {
  const style = (format: Colour | 'red' | 'dim' | 'bold', text: string) => styleText(format, text, { stream });
  const lines = treeLines(trace, all ? NO_LIMITS : LIMITS);
  const widths = columnWidths(lines, width);
  const colours = coloursOf(trace);
  const extent = extentOf(trace.spans);
  const detailsOf = detailsIn(trace, { all: attributes });
  const paint = (line: TreeLine): string[] => {
    const { span, prefix, below } = line;
    if (span === undefined) return [style('red', `${prefix}${line.text}`)];
    const error = errorOf(span);
    const colour = colours.get(span.service) ?? 'dim';
    const [tree, service, kind, took] = cellsOf(line).map((cell, column) => fit(cell, widths[column] ?? 0)) as Cells;
    const bar = barOf(span, { extent, columns: BAR_COLUMNS });
    const row = [error === undefined ? tree : style('red', tree), style(colour, service), style('dim', kind), took];
    const details = inLines(detailsOf(span), width - below.length - 2);
    return [
      `${row.join(GAP)}${GAP}${style(error === undefined ? colour : 'red', bar)}`.trimEnd(),
      ...(error === undefined ? [] : [style('red', `${below}  ${error}`)]),
      ...details.map((detail) => style('dim', `${below}  ${detail}`)),
    ];
  };
  return [style('bold', headline(trace)), ...lines.flatMap(paint), ...restOf(trace, lines)].join('\n');
}

function headline(trace: Trace): string {
  const { spans, traceId } = trace;
  const { begin, end } = extentOf(spans);
  const services = new Set(spans.map((span) => span.service)).size;
  const errors = spans.filter((span) => errorOf(span) !== undefined).length;
  const orphans = spans.filter((span) => isOrphan(trace, span)).length;
  return [
    `Trace ${traceId}: ${counted(spans.length, 'span')}`,
    counted(services, 'service'),
    duration(end - begin),
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(orphans > 0 ? [`${counted(orphans, 'span')} without its parent`] : []),
  ].join(', ');
}

/** Says how many spans the limits leave out. */
function restOf({ spans, traceId }: Trace, lines: readonly TreeLine[]): string[] {
  const hidden = spans.length - lines.filter(({ span }) => span !== undefined).length;
  if (hidden === 0) return [];
  return [`${counted(hidden, 'span')} not shown. All of them: npm run trace -- ${traceId} --all`];
}

function coloursOf({ spans }: Trace): Map<string, Colour> {
  const services = [...new Set(spans.map((span) => span.service))];
  return new Map(services.map((name, index) => [name, SERVICE_COLOURS[index % SERVICE_COLOURS.length] ?? 'cyan']));
}

function cellsOf({ span, prefix, text }: TreeLine): Cells {
  if (span === undefined) return [`${prefix}${text}`, '', '', ''];
  const mark = errorOf(span) === undefined ? '' : '✗ ';
  const took = duration(span.durationMicroseconds).padStart(9);
  return [`${prefix}${mark}${text}`, printable(span.service), span.kind.toLowerCase(), took];
}

/** Makes each column as wide as its widest cell, except that the tree is narrowed if the lines would be too long. */
function columnWidths(lines: TreeLine[], width: number): number[] {
  const rows = lines.filter(({ span }) => span !== undefined).map(cellsOf);
  const widest = rows.reduce(
    (sofar, row) => sofar.map((one, column) => Math.max(one, row[column]?.length ?? 0)),
    [0, 0, 0, 0],
  );
  const [tree = 0, ...others] = widest;
  const rest = others.reduce((sum, one) => sum + one + GAP.length, BAR_COLUMNS + GAP.length);
  return [Math.min(tree, Math.max(NARROWEST_TREE, width - rest)), ...others];
}

function fit(text: string, width: number): string {
  return cut(text, width).padEnd(width);
}

/** Puts as many details in a line as fit. A detail longer than a line is cut, but not an id, since one may want to look it up. */
function inLines(details: string[], width: number): string[] {
  const lines: string[] = [];
  for (const detail of details) {
    const joined = `${lines.at(-1)} · ${detail}`;
    if (lines.length > 0 && joined.length <= width) lines.splice(-1, 1, joined);
    else lines.push(/[0-9a-f]{16}/.test(detail) ? detail : cut(detail, width));
  }
  return lines;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
