import type { SpanNode, TraceSpan } from '@cortex/trace-testing/trace';
import { covered, type Interval } from './interval.ts';

export function intervalOf({ startMicroseconds, durationMicroseconds }: TraceSpan): Interval {
  return { begin: startMicroseconds, end: startMicroseconds + durationMicroseconds };
}

/** From the first start of spans to their last end. One pass: a trace may have more spans than a function takes arguments. */
export function extentOf(spans: readonly TraceSpan[]): Interval {
  let begin = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    begin = Math.min(begin, span.startMicroseconds);
    end = Math.max(end, span.startMicroseconds + span.durationMicroseconds);
  }
  return { begin, end };
}

/** The time of a span in which none of its children was at work, in microseconds. */
export function selfTime(span: SpanNode): number {
  return span.durationMicroseconds - covered(span.children.map(intervalOf), intervalOf(span));
}
