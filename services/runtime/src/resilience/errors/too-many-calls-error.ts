/** So many calls to the service are under way and waiting that this one was not taken, or it waited too long for a slot. */
export class TooManyCallsError extends Error {
  constructor(service: string, reason: string) {
    super(`Too many calls of ${service} at once: ${reason}`);
    this.name = 'TooManyCallsError';
  }
}

export function isTooManyCallsError(error: unknown): error is TooManyCallsError {
  return error instanceof TooManyCallsError;
}
