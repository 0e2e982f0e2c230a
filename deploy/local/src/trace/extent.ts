import type { TraceSpan } from '@cortex/trace-testing';

/** From the first start of spans to their last end, in microseconds since the epoch. */
export interface Extent {
  begin: number;
  end: number;
}

/** One pass: a trace may have more spans than a function takes arguments. */
export function extentOf(spans: readonly TraceSpan[]): Extent {
  let begin = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { startMicroseconds, durationMicroseconds } of spans) {
    begin = Math.min(begin, startMicroseconds);
    end = Math.max(end, startMicroseconds + durationMicroseconds);
  }
  return { begin, end };
}
