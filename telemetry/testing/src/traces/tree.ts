import type { SpanNode, Trace, TraceSpan } from './types.ts';

type Nodes = ReadonlyMap<string, SpanNode>;

/** Groups spans by trace id and puts each under its parent. The traces are in the order in which their first spans are given. */
export function buildTraces(spans: readonly TraceSpan[]): Trace[] {
  const byTrace = Map.groupBy(spans, (span) => span.traceId);
  return [...byTrace].map(([traceId, members]) => buildTrace(traceId, members));
}

function buildTrace(traceId: string, members: readonly TraceSpan[]): Trace {
  const spans = members.map((span): SpanNode => ({ ...span, children: [] })).sort(byStart);
  const nodes = new Map(spans.map((span) => [span.spanId, span]));
  const roots: SpanNode[] = [];
  for (const span of spans) siblingsOf(span, nodes, roots).push(span);
  openCycles(spans, nodes, roots);
  return { traceId, roots, spans };
}

const byStart = (a: TraceSpan, b: TraceSpan): number => a.startMicroseconds - b.startMicroseconds;

function parentOf(span: TraceSpan, nodes: Nodes): SpanNode | undefined {
  return nodes.get(span.parentSpanId ?? '');
}

function siblingsOf(span: SpanNode, nodes: Nodes, roots: SpanNode[]): SpanNode[] {
  return parentOf(span, nodes)?.children ?? roots;
}

/** Spans that are their own ancestors are below no root, so the earliest span of each such cycle becomes one. */
function openCycles(spans: readonly SpanNode[], nodes: Nodes, roots: SpanNode[]): void {
  const reached = new Set<SpanNode>();
  for (const root of roots) reach(root, reached);
  for (const span of spans) {
    if (reached.has(span)) continue;
    const first = firstOfCycle(span, nodes);
    const siblings = siblingsOf(first, nodes, roots);
    siblings.splice(siblings.indexOf(first), 1);
    roots.push(first);
    reach(first, reached);
  }
}

function reach(root: SpanNode, reached: Set<SpanNode>): void {
  const waiting = [root];
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    reached.add(span);
    for (const child of span.children) waiting.push(child);
  }
}

function firstOfCycle(span: SpanNode, nodes: Nodes): SpanNode {
  const walked = new Set<SpanNode>();
  let at = span;
  for (; !walked.has(at); at = parentOf(at, nodes) ?? at) walked.add(at);
  const path = [...walked];
  return path.slice(path.indexOf(at)).reduce((first, one) => (byStart(one, first) < 0 ? one : first));
}

/** The span ids of the traces that `isOrphan` has been asked about. */
const known = new WeakMap<Trace, Set<string>>();

/** Whether the span names a parent that is not in the trace. */
export function isOrphan(trace: Trace, span: TraceSpan): boolean {
  if (span.parentSpanId === undefined) return false;
  const ids = known.get(trace) ?? new Set(trace.spans.map(({ spanId }) => spanId));
  known.set(trace, ids);
  return !ids.has(span.parentSpanId);
}
