import type { SpanNode } from '@cortex/trace-testing/trace';
import { carriedCalls } from '../spans/carried-calls.ts';
import type { Interval } from '../spans/interval.ts';
import { intervalOf } from '../spans/times.ts';
import { topsIn } from '../spans/walk.ts';

/** The rounding of times: of two consecutive spans, the first may seem to end within the second. */
const ROUNDING_MICROSECONDS = 2;
/** Many programs, such as those in JavaScript, know the begin of a span only to the millisecond, but its duration to the microsecond. */
const MILLISECOND = 1000;

/** A section of the critical path: if the span had been faster here, the whole would have ended earlier. */
export interface PathSection extends Interval {
  span: SpanNode;
}

/** A span cut to what lies within its parent. */
interface Cut extends Interval {
  span: SpanNode;
  parent: Cut | undefined;
  /** The children still to be visited, sorted by end; undefined before the first visit. */
  waiting: Cut[] | undefined;
}

/**
 * The critical path below one root, latest section first: from the end of a span back to the child that ended last before, into that child, and from its start on back in
 * the parent. Sections are adjacent and fill the root's time. A consumer does not hold up its producer; a child counts only within its parent.
 * Adjacent children are both on the path. An MCP call over HTTP counts as a child of the request that carried it.
 * @param spans all spans of the trace
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

/** Additional children besides those of the tree, if they are below the same root. */
interface Further {
  carried: ReadonlyMap<SpanNode, readonly SpanNode[]>;
  tops: ReadonlyMap<SpanNode, SpanNode>;
}

interface Look extends Further {
  /** Children that end later are not waited for. */
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
  // Of spans that end together, the one that began first is visited first.
  return cuts.reverse().sort((a, b) => a.end - b.end);
}

/** The time of each span on the path, in microseconds, the longest first. */
export function timeOnPath(sections: readonly PathSection[]): Map<SpanNode, number> {
  const times = new Map<SpanNode, number>();
  for (const { span, begin, end } of sections) times.set(span, (times.get(span) ?? 0) + end - begin);
  return new Map([...times].sort(([, a], [, b]) => b - a));
}
