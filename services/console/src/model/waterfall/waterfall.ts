import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { type McpHop, mcpHops } from '../mcp-calls/hops.ts';
import type { Interval } from '../spans/interval.ts';
import { extentOf } from '../spans/times.ts';
import { parentsIn } from '../spans/walk.ts';
import { pathOfWorks } from '../trace/requests.ts';
import { foldedHops } from './folded-hops.ts';
import { type PathBySpan, type Row, rowsOf } from './rows.ts';

/** A trace with everything that is computed from it once, whichever rows are shown. */
export interface Reckoned {
  trace: Trace;
  /** From the first start to the last end. */
  extent: Interval;
  hops: readonly McpHop[];
  parents: ReadonlyMap<SpanNode, SpanNode>;
  /** Spans by id; several may share one. */
  byId: ReadonlyMap<string, readonly SpanNode[]>;
  /** Sections of the critical path by span, sorted by time. */
  path: PathBySpan;
}

const known = new WeakMap<Trace, Reckoned>();

/** Computes it once for each trace. */
export function reckoned(trace: Trace): Reckoned {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const parents = parentsIn(trace.spans);
  const path = new Map(
    [...Map.groupBy(pathOfWorks(trace), ({ span }) => span)].map(([span, sections]) => [
      span,
      sections.sort((a, b) => a.begin - b.begin),
    ]),
  );
  const byId = Map.groupBy(trace.spans, ({ spanId }) => spanId);
  const all = { trace, extent: extentOf(trace.spans), hops: mcpHops(trace), parents, byId, path };
  known.set(trace, all);
  return all;
}

/** The rows, and the position of each span among them. */
export interface Waterfall extends Reckoned {
  rows: readonly Row[];
  /** The index of the row of each span. */
  indices: ReadonlyMap<SpanNode, number>;
}

export function waterfallOf(all: Reckoned, { foldHops }: { foldHops: boolean }): Waterfall {
  const rows = rowsOf(all.trace.roots, { folded: foldedHops(foldHops ? all.hops : [], all.parents), path: all.path });
  const indices = new Map<SpanNode, number>();
  for (const [index, { spans }] of rows.entries()) for (const span of spans) indices.set(span, index);
  return { ...all, rows, indices };
}

/** The indices of the rows above a row, from the root down. */
export function rowsAbove(rows: readonly Row[], index: number): number[] {
  const above: number[] = [];
  for (let at = rows[index]?.parent ?? -1; at >= 0; at = (rows[at] as Row).parent) above.push(at);
  return above.reverse();
}
