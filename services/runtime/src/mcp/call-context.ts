import { HttpError } from '../errors/http-error.ts';
import type { Deadline } from '../resilience/deadline.ts';

/** Who calls a tool or reads a resource, and until when. */
export interface CallContext {
  /** The subject of the caller's token: an opaque user id. */
  userId: string;
  /** Aborted when the caller has left. */
  signal: AbortSignal;
  /** Until when the caller waits for the answer. Calls on its behalf must not take longer. */
  deadline: Deadline;
  requestId: string;
}

/** Throws a 403 {@link HttpError} unless the user is the token's subject. */
export function requireSubject(context: CallContext, userId: string): void {
  if (context.userId !== userId) {
    throw new HttpError(403, 'user_id is not the subject of the token: use a token issued for this user');
  }
}
