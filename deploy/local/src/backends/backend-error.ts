/** A backend could not be had. The message says what happened and what to do about it. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}
