import type { SpanNode } from '@cortex/trace-testing/trace';
import { type McpHop, mcpHops } from '../../model/mcp-calls/hops.ts';
import { isFailed } from '../../model/spans/failed.ts';
import { extentOf } from '../../model/spans/times.ts';
import { parentsIn, withAllBelow } from '../../model/spans/walk.ts';
import { type PathSection, timeOnPath } from '../../model/trace/critical-path.ts';
import { pathOfWorks, type Work, worksOf } from '../../model/trace/requests.ts';
import type { Evidence, LogLine } from './evidence.ts';
import { warningsBySpan } from './lines.ts';

/** The evidence, with what is computed from its trace. */
export interface View extends Evidence {
  works: Work[];
  /** The span to explain: the request, or else the longest other work. */
  main: SpanNode | undefined;
  failed: boolean;
  /** The sections of the main work, and of work after its answer. */
  sections: PathSection[];
  /** The same by span. */
  sectionsOf: ReadonlyMap<SpanNode, PathSection[]>;
  /** The time on the path, in microseconds. */
  onPath: ReadonlyMap<SpanNode, number>;
  parents: ReadonlyMap<SpanNode, SpanNode>;
  /** The main span and all spans below it. */
  belowMain: ReadonlySet<SpanNode>;
  hops: McpHop[];
  /** Log lines at warning or above, by span id. */
  warnings: ReadonlyMap<string | undefined, LogLine[]>;
  /** From the first start to the last end. */
  milliseconds: number;
}

export function viewOf(evidence: Evidence): View {
  const { trace } = evidence;
  const works = worksOf(trace);
  const main = works[0]?.root;
  const parents = parentsIn(trace.spans);
  const sections = pathOfWorks(trace, works);
  const { begin, end } = extentOf(trace.spans);
  return {
    ...evidence,
    works,
    main,
    failed: main !== undefined && isFailed(main),
    sections,
    sectionsOf: Map.groupBy(sections, ({ span }) => span),
    onPath: timeOnPath(sections),
    parents,
    belowMain: new Set(main && withAllBelow(main)),
    hops: mcpHops(trace),
    warnings: warningsBySpan(evidence.logs),
    milliseconds: trace.spans.length === 0 ? 0 : (end - begin) / 1000,
  };
}

/** The time of a span on the critical path, in milliseconds. */
export function pathMilliseconds({ onPath }: View, span: SpanNode): number {
  return (onPath.get(span) ?? 0) / 1000;
}
