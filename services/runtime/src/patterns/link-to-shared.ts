import { type Span, TraceFlags } from '@opentelemetry/api';

/** Links a span that waits and the span that works for it to each other. Skips spans that are not recorded, because a link to them would lead nowhere. */
export function linkToShared(waiting: Span | undefined, working: Span | undefined): void {
  if (waiting === undefined || working === undefined || waiting === working) return;
  if (!isSampled(waiting) || !isSampled(working)) return;
  if (waiting.isRecording()) waiting.addLink({ context: working.spanContext() });
  if (working.isRecording()) working.addLink({ context: waiting.spanContext() });
}

export function isSampled(span: Span): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}
