import { type Attributes, type Span, trace } from '@opentelemetry/api';
import {
  ATTR_WAIT_DURATION,
  ATTR_WAIT_REASON,
  ATTR_WAIT_TARGET,
  type AttributeValues,
  METRIC_WAIT_DURATION,
  SPAN_EVENT_WAIT,
} from './contract.ts';
import { histogram } from './instruments.ts';

export type WaitReason = AttributeValues[typeof ATTR_WAIT_REASON];

export interface Waits {
  /** Begins a wait of the active span. @returns a function to call at its end */
  begin(): () => void;
}

/** Shorter waits explain nothing, and would crowd the spans. */
const LEAST_SECONDS = 0.001;

/**
 * Measures waits for one thing, and marks the spans that wait. Call `begin` only when there is something to wait for, so that work without a wait costs nothing.
 * @param target whose slot, queue, cache or stream: a name from the code, never from a request
 */
export function waitsFor(reason: WaitReason, target: string): Waits {
  const labels = Object.freeze({ [ATTR_WAIT_REASON]: reason, [ATTR_WAIT_TARGET]: target });
  const duration = histogram(METRIC_WAIT_DURATION);
  return {
    begin() {
      const span = trace.getActiveSpan();
      const started = performance.now();
      return () => {
        const seconds = (performance.now() - started) / 1000;
        duration.record(seconds, labels);
        markWait(span, labels, seconds);
      };
    },
  };
}

/** Adds the event of a wait that ends now, unless it was too short to matter. */
export function markWait(span: Span | undefined, labels: Attributes, seconds: number): void {
  if (seconds < LEAST_SECONDS || !span?.isRecording()) return;
  span.addEvent(SPAN_EVENT_WAIT, { ...labels, [ATTR_WAIT_DURATION]: seconds });
}
