/** The bulkhead and its queue are full, or the call has waited too long for a slot. */
export class TooManyCallsError extends Error {
  constructor(service: string, reason: string) {
    super(`Too many calls to ${service} at once: ${reason}`);
    this.name = 'TooManyCallsError';
  }
}

export function isTooManyCallsError(error: unknown): error is TooManyCallsError {
  return error instanceof TooManyCallsError;
}
