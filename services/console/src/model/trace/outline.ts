import type { TraceSpan } from '@cortex/trace-testing/trace';
import { united } from '../spans/interval.ts';
import { extentOf, intervalOf } from '../spans/times.ts';

/** A time in which a service had an open span, in milliseconds since the begin of the trace. */
export interface Segment {
  service: string;
  from: number;
  to: number;
}

/** An outline is too small to show more segments. */
const MOST_SEGMENTS = 24;

/** Which service was active when: the longest segments, sorted by time. */
export function outlineOf(spans: readonly TraceSpan[]): Segment[] {
  const { begin } = extentOf(spans);
  return [...Map.groupBy(spans, ({ service }) => service)]
    .flatMap(([service, own]) =>
      united(own.map(intervalOf)).map((time) => ({
        service,
        from: (time.begin - begin) / 1000,
        to: (time.end - begin) / 1000,
      })),
    )
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, MOST_SEGMENTS)
    .sort((a, b) => a.from - b.from);
}
