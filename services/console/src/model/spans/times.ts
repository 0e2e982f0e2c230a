import type { SpanNode, Trace, TraceSpan } from '@cortex/trace-testing/trace';
import { carriedCalls } from './carried-calls.ts';
import { covered, type Interval } from './interval.ts';

export function intervalOf({ startMicroseconds, durationMicroseconds }: TraceSpan): Interval {
  return { begin: startMicroseconds, end: startMicroseconds + durationMicroseconds };
}

/** From the first start of any span to the last end. Uses a loop, because a trace may have more spans than a function can have arguments. */
export function extentOf(spans: readonly TraceSpan[]): Interval {
  let begin = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    begin = Math.min(begin, span.startMicroseconds);
    end = Math.max(end, span.startMicroseconds + span.durationMicroseconds);
  }
  return { begin, end };
}

const AROUND_MILLISECONDS = 5 * 60_000;

/** The time range in which to look for other signals of a trace, in milliseconds since the epoch. */
export function timeAround({ spans }: Pick<Trace, 'spans'>): { from: number; to: number } {
  const { begin, end } = extentOf(spans);
  return {
    from: Math.floor(begin / 1000) - AROUND_MILLISECONDS,
    to: Math.ceil(end / 1000) + AROUND_MILLISECONDS,
  };
}

/** The own time of a span in microseconds: without its children, and without the MCP call that a request carried. @param spans all spans of the trace */
export function selfTimesIn(spans: readonly SpanNode[]): (span: SpanNode) => number {
  const carried = carriedCalls(spans);
  return (span) => {
    const below = [...span.children, ...(carried.get(span) ?? [])];
    return span.durationMicroseconds - covered(below.map(intervalOf), intervalOf(span));
  };
}
