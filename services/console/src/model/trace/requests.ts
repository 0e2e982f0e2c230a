import { isOrphan, type SpanNode, type Trace } from '@cortex/trace-testing/trace';
import { extentOf, intervalOf } from '../spans/times.ts';
import { parentsIn, withAllBelow } from '../spans/walk.ts';
import { criticalPath, type PathSection } from './critical-path.ts';

/** Work that goes on this long after what began it has ended is work of its own. */
const LEAST_OUTLIVING_MICROSECONDS = 1000;

/** One thing that somebody waited for, or that went on by itself: a tree of its own within the trace. */
export interface Work {
  root: SpanNode;
  /** `request` is the trace's own root, `rest` has lost its parent, `background` went on after its parent had ended. */
  kind: 'request' | 'rest' | 'background';
}

/** The works of a trace, the one that matters most first: roots before what lost its parent, the longest of each first. */
export function worksOf(trace: Trace): Work[] {
  const tops = trace.roots.map((root): Work => ({ root, kind: isOrphan(trace, root) ? 'rest' : 'request' }));
  const outliving = outlivingIn(trace);
  const background = trace.spans
    .filter((span) => outliving.has(span))
    .map((root): Work => ({ root, kind: 'background' }));
  const duration = ({ root: { durationMicroseconds } }: Work) => durationMicroseconds;
  const byDuration = (works: Work[]) => works.sort((a, b) => duration(b) - duration(a));
  const [requests, rest] = [tops.filter(({ kind }) => kind === 'request'), tops.filter(({ kind }) => kind === 'rest')];
  return [...byDuration(requests), ...byDuration(rest), ...byDuration(background)];
}

/** Each work is walked by itself, so a row of them, one begun by the other, would take the square of its length. */
const MOST_NESTED = 50;

function outlivingIn({ roots, spans }: Trace): Set<SpanNode> {
  const parents = parentsIn(spans);
  const nested = new Map<SpanNode, number>();
  const outliving = new Set<SpanNode>();
  for (const root of roots) {
    for (const span of withAllBelow(root)) {
      const parent = parents.get(span);
      const isOne = outlives(span, parent);
      const depth = (parent ? (nested.get(parent) ?? 0) : 0) + Number(isOne);
      nested.set(span, depth);
      if (isOne && depth <= MOST_NESTED) outliving.add(span);
    }
  }
  return outliving;
}

function outlives(span: SpanNode, parent: SpanNode | undefined): boolean {
  return parent !== undefined && intervalOf(span).end > intervalOf(parent).end + LEAST_OUTLIVING_MICROSECONDS;
}

/** The time from the begin of a work to the end of all below it. */
export function wholeOf({ root }: Work) {
  return extentOf([...withAllBelow(root)]);
}

/** The critical path of each work, the latest section of each first. What went on in the background is on it once what began it has ended. */
export function pathOfWorks(trace: Trace, works = worksOf(trace)): PathSection[] {
  const { spans } = trace;
  const parents = parentsIn(spans);
  return works.flatMap(({ root }) => {
    const parent = parents.get(root);
    if (parent === undefined) return criticalPath(root, spans);
    const from = intervalOf(parent).end;
    return criticalPath(root, spans)
      .filter(({ end }) => end > from)
      .map((section) => ({ ...section, begin: Math.max(section.begin, from) }));
  });
}
