import { performance } from 'node:perf_hooks';
import { millisToHrTime } from '@opentelemetry/core';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';

const NANOSECONDS_PER_MILLISECOND = 1e6;

/**
 * Gives spans a start time with microseconds. The SDK starts them at whole milliseconds and adds their exact duration, so that a span could
 * seem to end a millisecond after its parent, and the order of its children would be lost. Register it first.
 */
export class ExactStart implements SpanProcessor {
  /** Converts `performance.now()` to milliseconds since the epoch. Changes only when the wall clock contradicts it. */
  #offset = performance.timeOrigin;

  onStart({ startTime }: Span): void {
    const [seconds, nanoseconds] = startTime;
    const whole = seconds * 1000 + nanoseconds / NANOSECONDS_PER_MILLISECOND;
    // Other start times were set explicitly by whoever started the span.
    if (nanoseconds % NANOSECONDS_PER_MILLISECOND !== 0 || Date.now() - whole > 1) return;
    const now = performance.now();
    this.#offset = Math.max(whole - now, Math.min(this.#offset, whole + 1 - now));
    [startTime[0], startTime[1]] = millisToHrTime(this.#offset + now);
  }

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}
