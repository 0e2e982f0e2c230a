import type { Span } from '@opentelemetry/api';

/** Links a span that waits with the span that does the work for it, from both sides. */
export function linkToShared(waiting: Span | undefined, working: Span | undefined): void {
  if (waiting === undefined || working === undefined || waiting === working) return;
  if (waiting.isRecording()) waiting.addLink({ context: working.spanContext() });
  if (working.isRecording()) working.addLink({ context: waiting.spanContext() });
}
