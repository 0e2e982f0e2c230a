import type { CallErrorType } from './errors/call-error-type.ts';

/** Told what becomes of one call, for metrics. */
export interface ObservedCall {
  /** Another attempt begins. */
  retried(): void;
  /** A refusal by the service is an answer, not an error. */
  ended(error?: CallErrorType): void;
}
