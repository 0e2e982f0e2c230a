import type { SpanNode } from '@cortex/trace-testing/trace';
import { carriedCalls } from '../spans/carried-calls.ts';
import type { Interval } from '../spans/interval.ts';
import { intervalOf } from '../spans/times.ts';
import { topsIn } from '../spans/walk.ts';

/** How far times are rounded: of two spans one after the other, the first may seem to end within the second. */
const ROUNDING_MICROSECONDS = 2;
/** Many programs, such as those in JavaScript, know when a span begins only to the millisecond, and how long it takes to the microsecond. */
const MILLISECOND = 1000;

/** A stretch of the critical path: had the span been faster here, the whole would have ended earlier. */
export interface PathSection extends Interval {
  span: SpanNode;
}

/** A span cut to what lies within its parent. */
interface Cut extends Interval {
  span: SpanNode;
  parent: Cut | undefined;
  /** The spans still to be visited, sorted so that the last to end is last; undefined before the first visit. */
  waiting: Cut[] | undefined;
}

/**
 * What a trace below one root waited for, latest section first: from the end of a span back to the child that ended last before, into that child, and from its start on back in
 * the parent. Sections lie end to end and fill the root's time. A consumer does not hold up its producer; of a child, only what lies within its parent counts.
 * Of children that touch, both are on the path. An MCP call over HTTP is looked for within the request that carried it.
 * @param spans all of the trace
 */
export function criticalPath(root: SpanNode, spans: readonly SpanNode[]): PathSection[] {
  const sections: PathSection[] = [];
  const add = (span: SpanNode, begin: number, end: number) => {
    if (end > begin) sections.push({ span, begin, end });
  };
  const further = { carried: carriedCalls(spans), tops: topsIn(spans) };
  let at: Cut | undefined = { ...intervalOf(root), span: root, parent: undefined, waiting: undefined };
  let now = at.end;
  while (at !== undefined) {
    const child: Cut | undefined = lastEnded(at, { now, ...further });
    if (child === undefined) {
      add(at.span, at.begin, now);
      now = Math.min(now, at.begin);
      at = at.parent;
    } else {
      add(at.span, child.end, now);
      now = Math.min(now, child.end);
      at = child;
    }
  }
  return sections;
}

/** Children besides those of the tree, where these are below the same root. */
interface Further {
  carried: ReadonlyMap<SpanNode, readonly SpanNode[]>;
  tops: ReadonlyMap<SpanNode, SpanNode>;
}

interface Look extends Further {
  /** What ends later is not waited for. */
  now: number;
}

function lastEnded(cut: Cut, { now, ...further }: Look): Cut | undefined {
  cut.waiting ??= cutChildren(cut, further);
  let child = cut.waiting.pop();
  while (child !== undefined && child.end > now + precisionOf(child, now)) child = cut.waiting.pop();
  return child;
}

/** How far a span may seem to end within the one that began after it. */
function precisionOf({ span }: Cut, now: number): number {
  const isRounded = span.startMicroseconds % MILLISECOND === 0 && now % MILLISECOND === 0;
  return isRounded ? MILLISECOND : ROUNDING_MICROSECONDS;
}

function cutChildren(parent: Cut, { carried, tops }: Further): Cut[] {
  const cuts: Cut[] = [];
  const calls = (carried.get(parent.span) ?? []).filter((call) => tops.get(call) === tops.get(parent.span));
  for (const span of [...parent.span.children, ...calls]) {
    if (parent.span.kind === 'PRODUCER' && span.kind === 'CONSUMER') continue;
    const { begin, end } = intervalOf(span);
    if (begin >= parent.end || end <= parent.begin) continue;
    const within = { begin: Math.max(begin, parent.begin), end: Math.min(end, parent.end) };
    cuts.push({ ...within, span, parent, waiting: undefined });
  }
  // Of spans that end together, the one that began first is taken.
  return cuts.reverse().sort((a, b) => a.end - b.end);
}

/** How long each span is on the path, in microseconds, the longest first. */
export function timeOnPath(sections: readonly PathSection[]): Map<SpanNode, number> {
  const times = new Map<SpanNode, number>();
  for (const { span, begin, end } of sections) times.set(span, (times.get(span) ?? 0) + end - begin);
  return new Map([...times].sort(([, a], [, b]) => b - a));
}
