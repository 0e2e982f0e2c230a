import type { ContextManager } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

export interface StartedProfiling {
  /** The context manager that the SDK must use for samples to name their spans; undefined when profiling is off. */
  readonly contextManager: ContextManager | undefined;
  readonly spanProcessors: readonly SpanProcessor[];
  /** Counts lost profiles from here on. Call it once a meter provider is registered. */
  observe(): void;
  /** Stops sampling at once and sends nothing, for a process that is about to end: a sample taken during its end would crash it. */
  halt(): void;
  /** Stops, and sends what was captured since the last export. Never rejects. */
  stop(): Promise<void>;
}
