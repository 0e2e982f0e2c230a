import type { Context } from 'koa';
import type { Logger } from 'pino';

/** The state of a request, set by the first middleware. */
export interface RequestState {
  requestId: string;
  /** Adds the request id to every line. */
  logger: Logger;
  /** Aborted when the service begins to stop. */
  stopping: AbortSignal;
}

const states = new WeakMap<object, RequestState>();

export function setRequestState(ctx: Context, state: RequestState): void {
  states.set(ctx.req, state);
}

/** Adds fields to all further log lines of the request, including its last one. */
export function addToLog(ctx: Context, fields: Record<string, unknown>): void {
  const state = requestState(ctx);
  state.logger = state.logger.child(fields);
}

/** The state of a request. Throws outside of a service that `startService` started. */
export function requestState(ctx: Context): RequestState {
  const state = states.get(ctx.req);
  if (!state) throw new Error('This request was not received by startService, so it has no request state');
  return state;
}
