import { HttpError } from '../errors/http-error.ts';
import type { Deadline } from '../resilience/deadline.ts';

/** The caller of a tool or reader of a resource, and the deadline. */
export interface CallContext {
  /** Subject of the caller's token: an opaque user id. */
  userId: string;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
  /** The moment until which the caller waits for the answer: what is called on its behalf must not take longer. */
  deadline: Deadline;
  requestId: string;
}

/** Refuses work for anybody but the token's subject: throws a 403 {@link HttpError}. */
export function requireSubject(context: CallContext, userId: string): void {
  if (context.userId !== userId) {
    throw new HttpError(403, 'user_id is not the subject of the token: use a token issued for this user');
  }
}
