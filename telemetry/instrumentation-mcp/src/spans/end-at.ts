import { performance } from 'node:perf_hooks';
import type { HrTime, Span } from '@opentelemetry/api';

const NANOSECONDS_PER_MILLISECOND = 1e6;
const MILLISECONDS_PER_SECOND = 1000;

/**
 * Ends a span at a time in the past. Both times are as of `performance.now()`. The end is computed from the span's start time, because the SDK would
 * count from the whole millisecond of the start, which a processor may have made exact. The process may have been suspended between the span's start and
 * `startedAt`, so the end is never before the one on the wall clock.
 */
export function endAt(span: Span & { readonly startTime?: HrTime }, startedAt: number, at: number): void {
  const now = Date.now();
  const earliest = now - (performance.now() - at);
  const { startTime } = span;
  span.end(startTime ? hrTimeOf(Math.max(earliest, millisecondsOf(startTime) + at - startedAt)) : at);
}

function millisecondsOf([seconds, nanoseconds]: HrTime): number {
  return seconds * MILLISECONDS_PER_SECOND + nanoseconds / NANOSECONDS_PER_MILLISECOND;
}

function hrTimeOf(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / MILLISECONDS_PER_SECOND);
  const rest = milliseconds - seconds * MILLISECONDS_PER_SECOND;
  return [seconds, Math.floor(rest * NANOSECONDS_PER_MILLISECOND)];
}
