/** The call was not attempted, because the service has failed too often. It is called again after a while. */
export class CircuitOpenError extends Error {
  readonly service: string;
  /** Whole seconds, at least 1, until a call is let through. */
  readonly retryAfterSeconds: number;

  constructor(service: string, retryAfterSeconds: number) {
    super(`${service} has failed too often and is not called: try again in ${retryAfterSeconds} s`);
    this.name = 'CircuitOpenError';
    this.service = service;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function isCircuitOpenError(error: unknown): error is CircuitOpenError {
  return error instanceof CircuitOpenError;
}
