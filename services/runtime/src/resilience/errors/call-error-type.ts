import { isTimeout } from '@cortex/telemetry/errors';
import { isCircuitOpenError } from './circuit-open-error.ts';
import { isRetryExhaustedError } from './retry-exhausted-error.ts';

/** The error types that the monitoring guide distinguishes, as its metrics label them, and `timeout`. */
export type CallErrorType = 'circuit_open' | 'retry_exhausted' | 'timeout' | 'other';

export function callErrorType(error: unknown): CallErrorType {
  if (isCircuitOpenError(error)) return 'circuit_open';
  if (isRetryExhaustedError(error)) return 'retry_exhausted';
  return isTimeout(error) ? 'timeout' : 'other';
}
