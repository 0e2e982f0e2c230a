import { styleText } from 'node:util';
import { isOrphan, type SpanNode, type Trace } from '@cortex/telemetry/testing';
import { barOf } from './bar.ts';
import { errorOf } from './error-of.ts';
import { duration, printable } from './text.ts';
import { type TreeLine, treeLines } from './tree-lines.ts';

export interface DrawOptions {
  /** Columns to draw in. */
  width: number;
  /** Colours only where this stream shows them and NO_COLOR does not forbid it. */
  stream: NodeJS.WriteStream;
}

type Colour = (typeof SERVICE_COLOURS)[number];
type Cells = [tree: string, service: string, kind: string, duration: string];

const SERVICE_COLOURS = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;
const BAR_COLUMNS = 24;
const GAP = '  ';
const NARROWEST_TREE = 20;

/** A trace as a tree: one line a span with its service, kind, duration and when in the trace it was at work. */
export function drawTrace(trace: Trace, { width, stream }: DrawOptions): string {
  const style = (format: Colour | 'red' | 'dim' | 'bold', text: string) => styleText(format, text, { stream });
  const lines = treeLines(trace);
  const widths = columnWidths(lines, width);
  const colours = coloursOf(trace);
  const paint = (line: TreeLine): string[] => {
    const { span, prefix } = line;
    if (span === undefined) return [style('red', `${prefix}${line.text}`)];
    const error = errorOf(span);
    const colour = colours.get(span.service) ?? 'dim';
    const [tree, service, kind, took] = cellsOf(line).map((cell, column) => fit(cell, widths[column] ?? 0)) as Cells;
    const bar = barOf(span, { trace, columns: BAR_COLUMNS });
    const row = [error === undefined ? tree : style('red', tree), style(colour, service), style('dim', kind), took];
    const drawn = `${row.join(GAP)}${GAP}${style(error === undefined ? colour : 'red', bar)}`.trimEnd();
    return error === undefined ? [drawn] : [drawn, style('red', `${line.below}  ${error}`)];
  };
  return [style('bold', headline(trace)), ...lines.flatMap(paint)].join('\n');
}

function headline(trace: Trace): string {
  const { spans, traceId } = trace;
  const services = new Set(spans.map((span) => span.service)).size;
  const errors = spans.filter((span) => errorOf(span) !== undefined).length;
  const orphans = spans.filter((span) => isOrphan(trace, span)).length;
  return [
    `Trace ${traceId}: ${counted(spans.length, 'span')}`,
    counted(services, 'service'),
    duration(lengthOf(spans)),
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(orphans > 0 ? [`${counted(orphans, 'span')} without its parent`] : []),
  ].join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function lengthOf(spans: SpanNode[]): number {
  const end = Math.max(...spans.map((span) => span.startMicroseconds + span.durationMicroseconds));
  return end - Math.min(...spans.map((span) => span.startMicroseconds));
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

/** All as wide as their widest cell, save that the tree gives way where the lines would be too long. */
function columnWidths(lines: TreeLine[], width: number): number[] {
  const cells = lines.filter(({ span }) => span !== undefined).map(cellsOf);
  const [tree = 0, ...others] = [0, 1, 2, 3].map((column) =>
    Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const rest = others.reduce((sum, one) => sum + one + GAP.length, BAR_COLUMNS + GAP.length);
  return [Math.min(tree, Math.max(NARROWEST_TREE, width - rest)), ...others];
}

function fit(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}
