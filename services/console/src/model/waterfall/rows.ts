import type { SpanNode } from '@cortex/trace-testing/trace';
import { isFailedAttempt, type McpHop } from '../mcp-calls/hops.ts';
import { isFailed } from '../spans/failed.ts';
import { covered, type Interval } from '../spans/interval.ts';
import { intervalOf } from '../spans/times.ts';
import type { FoldedHops } from './folded-hops.ts';

/** A row of the waterfall: a span, or an MCP call that is folded into one. */
export interface Row {
  /** The span whose position the row has. */
  span: SpanNode;
  /** All spans that the row represents. */
  spans: readonly SpanNode[];
  hop: McpHop | undefined;
  interval: Interval;
  /** The own time in microseconds, without the rows below. */
  selfMicroseconds: number;
  /** Sections of the critical path, sorted by time. */
  path: readonly Interval[];
  isFailed: boolean;
  depth: number;
  /** The index of the parent row; -1 for a root. */
  parent: number;
  /** The index of the first row that is not below it. */
  end: number;
}

export type PathBySpan = ReadonlyMap<SpanNode, readonly Interval[]>;

export interface RowsOptions {
  folded: FoldedHops;
  path: PathBySpan;
}

/** The rows of a trace in the reading order of its tree. */
export function rowsOf(roots: readonly SpanNode[], { folded, path }: RowsOptions): Row[] {
  const rows: Row[] = [];
  const waiting = shownAmong(roots, folded)
    .map((span) => ({ span, depth: 0, parent: -1 }))
    .reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { span, depth } = next;
    const below = childrenOf(span, folded);
    const index = rows.push(rowOf(next, { below, folded, path })) - 1;
    for (let child = below.length - 1; child >= 0; child -= 1) {
      waiting.push({ span: below[child] as SpanNode, depth: depth + 1, parent: index });
    }
  }
  return withEnds(rows);
}

function rowOf(
  { span, depth, parent }: { span: SpanNode; depth: number; parent: number },
  { below, folded, path }: RowsOptions & { below: readonly SpanNode[] },
): Row {
  const hop = folded.byFirst.get(span);
  const spans = hop?.spans ?? [span];
  const interval = hop === undefined ? intervalOf(span) : intervalOfHop(hop.hop);
  const selfMicroseconds =
    interval.end -
    interval.begin -
    covered(
      below.map((child) => intervalOfRow(child, folded)),
      interval,
    );
  return {
    span,
    spans,
    hop: hop?.hop,
    interval,
    selfMicroseconds,
    path: pathOf(spans, path),
    isFailed: hop === undefined ? isFailed(span) : isLastFailed(hop.hop),
    depth,
    parent,
    end: 0,
  };
}

const NO_PATH: readonly Interval[] = [];

function pathOf(spans: readonly SpanNode[], path: PathBySpan): readonly Interval[] {
  const [only, ...others] = spans;
  if (only !== undefined && others.length === 0) return path.get(only) ?? NO_PATH;
  return spans.flatMap((span) => path.get(span) ?? NO_PATH).sort((a, b) => a.begin - b.begin);
}

function intervalOfRow(span: SpanNode, { byFirst }: FoldedHops): Interval {
  const hop = byFirst.get(span);
  return hop === undefined ? intervalOf(span) : intervalOfHop(hop.hop);
}

/** A call that was repeated until it succeeded has not failed. */
function isLastFailed({ attempts }: McpHop): boolean {
  const last = attempts.at(-1);
  return last !== undefined && isFailedAttempt(last);
}

function intervalOfHop({ startMicroseconds, durationMicroseconds }: McpHop): Interval {
  return { begin: startMicroseconds, end: startMicroseconds + durationMicroseconds };
}

function childrenOf(span: SpanNode, folded: FoldedHops): SpanNode[] {
  const hop = folded.byFirst.get(span);
  if (hop === undefined) return shownAmong(span.children, folded);
  const below = hop.spans.flatMap(({ children }) => shownAmong(children, folded));
  return below.sort((a, b) => a.startMicroseconds - b.startMicroseconds);
}

function shownAmong(spans: readonly SpanNode[], { within }: FoldedHops): SpanNode[] {
  return spans.filter((span) => !within.has(span));
}

/** Sets the ends backwards, because the rows below a row come after it. */
function withEnds(rows: Row[]): Row[] {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] as Row;
    row.end = Math.max(row.end, index + 1);
    const above = rows[row.parent];
    if (above !== undefined) above.end = Math.max(above.end, row.end);
  }
  return rows;
}
