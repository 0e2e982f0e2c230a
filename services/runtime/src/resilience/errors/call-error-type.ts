import { isCircuitOpenError } from './circuit-open-error.ts';
import { isRetryExhaustedError } from './retry-exhausted-error.ts';

/** The kinds of errors that the monitoring guide tells apart, as its metrics label them. */
export type CallErrorType = 'circuit_open' | 'retry_exhausted' | 'other';

export function callErrorType(error: unknown): CallErrorType {
  if (isCircuitOpenError(error)) return 'circuit_open';
  return isRetryExhaustedError(error) ? 'retry_exhausted' : 'other';
}
