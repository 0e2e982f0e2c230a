import type { Context } from 'koa';
import type { Logger } from 'pino';

/** What the skeleton knows about a request from its first middleware on. */
export interface RequestState {
  requestId: string;
  /** Writes the request id with every line. */
  logger: Logger;
  /** Aborted when the service begins to stop. */
  stopping: AbortSignal;
}

const states = new WeakMap<object, RequestState>();

export function setRequestState(ctx: Context, state: RequestState): void {
  states.set(ctx.req, state);
}

/** Has these fields in all further lines of the request, its last one too. */
export function addToLog(ctx: Context, fields: Record<string, unknown>): void {
  const state = requestState(ctx);
  state.logger = state.logger.child(fields);
}

/** Throws when asked outside a service made by `startService`. */
export function requestState(ctx: Context): RequestState {
  const state = states.get(ctx.req);
  if (!state) throw new Error('This request was not received by startService, so it has no request state');
  return state;
}
