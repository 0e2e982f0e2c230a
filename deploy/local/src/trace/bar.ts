import type { Interval } from '@cortex/console/model';
import type { TraceSpan } from '@cortex/trace-testing';

export interface BarOptions {
  /** The time span of the trace. */
  extent: Interval;
  /** The width of the whole trace, in columns. */
  columns: number;
}

/** Draws a bar for the time of a span within its trace, at least one column wide. */
export function barOf(span: TraceSpan, { extent: { begin, end }, columns }: BarOptions): string {
  const scale = columns / Math.max(1, end - begin);
  const from = Math.min(columns - 1, Math.floor((span.startMicroseconds - begin) * scale));
  const length = Math.max(1, Math.min(columns - from, Math.round(span.durationMicroseconds * scale)));
  return `${' '.repeat(from)}${'█'.repeat(length)}`;
}
