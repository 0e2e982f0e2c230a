/** Thrown when a backend cannot be provided. The message says what happened and what to do about it. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}
