import type { ContextManager } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

export interface StartedProfiling {
  /** What the SDK has to use, so that samples know their spans. */
  readonly contextManager: ContextManager | undefined;
  readonly spanProcessors: readonly SpanProcessor[];
  /** Counts from now on what is lost: to be called once there is a meter provider. */
  observe(): void;
  /** Stops sampling at once, and sends nothing: for a process that ends now, which a sample taken during its end would crash. */
  halt(): void;
  /** Sends what was captured last and stops. Never rejects. */
  stop(): Promise<void>;
}
