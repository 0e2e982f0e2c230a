import type { Trace, TraceSpan } from '@cortex/telemetry/testing';

export interface BarOptions {
  trace: Trace;
  /** What the whole trace takes. */
  columns: number;
}

/** Where in its trace a span was at work, and how long; at least one column, however short. */
export function barOf(span: TraceSpan, { trace, columns }: BarOptions): string {
  const begin = Math.min(...trace.spans.map((one) => one.startMicroseconds));
  const end = Math.max(...trace.spans.map((one) => one.startMicroseconds + one.durationMicroseconds));
  const scale = columns / Math.max(1, end - begin);
  const from = Math.min(columns - 1, Math.floor((span.startMicroseconds - begin) * scale));
  const length = Math.max(1, Math.min(columns - from, Math.round(span.durationMicroseconds * scale)));
  return `${' '.repeat(from)}${'█'.repeat(length)}`;
}
