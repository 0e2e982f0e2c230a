import type { CallErrorType } from './errors/call-error-type.ts';

/** Observes one call, for metrics. */
export interface ObservedCall {
  /** Called when another attempt begins. */
  retried(): void;
  /** Called at the end. A refusal by the service is an answer, not an error. */
  ended(error?: CallErrorType): void;
}
