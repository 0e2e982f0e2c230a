import { isOrphan, type SpanNode, type Trace } from '@cortex/trace-testing/trace';
import { extentOf, intervalOf } from '../spans/times.ts';
import { parentsIn, withAllBelow } from '../spans/walk.ts';
import { criticalPath, type PathSection } from './critical-path.ts';

/** Work that outlives its parent by this much counts as separate work. */
const LEAST_OUTLIVING_MICROSECONDS = 1000;

/** Work that somebody waited for, or that went on in the background: a tree of its own within the trace. */
export interface Work {
  root: SpanNode;
  /** `request` is a root of the trace, `rest` has an unknown parent, `background` outlived its parent. */
  kind: 'request' | 'rest' | 'background';
}

/** The works of a trace, the most important first: roots before spans without their parents, and the longest of each first. */
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

/** A bound on nested works: each is walked separately, so a chain of them would take quadratic time. */
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

/** From the begin of a work to the end of everything below it. */
export function wholeOf({ root }: Work) {
  return extentOf([...withAllBelow(root)]);
}

/** The critical path of each work, latest section first. Background work is on it once its parent has ended. */
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
