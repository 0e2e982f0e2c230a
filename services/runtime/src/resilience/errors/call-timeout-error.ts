/** A call, or one of its attempts, was not answered in time. */
export class CallTimeoutError extends Error {
  constructor(target: string, milliseconds: number) {
    super(`${target} timed out: no answer within ${Math.round(milliseconds)} ms`);
    this.name = 'CallTimeoutError';
  }
}

export function isCallTimeoutError(error: unknown): error is CallTimeoutError {
  return error instanceof CallTimeoutError;
}
