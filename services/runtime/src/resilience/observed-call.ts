import type { CallErrorType } from './errors/call-error-type.ts';

/** Told what becomes of one call, for metrics. */
export interface ObservedCall {
  /** Another attempt begins. */
  retried(): void;
  /** Without an error also when the service refused what was asked: that is an answer. */
  ended(error?: CallErrorType): void;
}
