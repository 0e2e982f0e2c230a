export interface RetryExhaustedErrorOptions {
  /** The name of the called service. */
  service: string;
  target: string;
  attempts: number;
  /** Why the last attempt failed. */
  cause: unknown;
}

/** All attempts of a call failed, each in a way that might have passed. */
export class RetryExhaustedError extends Error {
  readonly attempts: number;

  constructor({ service, target, attempts, cause }: RetryExhaustedErrorOptions) {
    super(`${target} of ${service} failed ${attempts} times`, { cause });
    this.name = 'RetryExhaustedError';
    this.attempts = attempts;
  }
}

export function isRetryExhaustedError(error: unknown): error is RetryExhaustedError {
  return error instanceof RetryExhaustedError;
}
