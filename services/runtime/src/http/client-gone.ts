import type { Context } from 'koa';

/** What is noted as the status of a request whose client left before the answer; nobody receives it (nginx's convention). */
export const CLIENT_CLOSED_REQUEST = 499;

/** True when the connection ended before the answer was written. */
export function isClientGone(ctx: Context): boolean {
  return ctx.res.destroyed && !ctx.res.writableFinished;
}

/** Aborted when the client leaves before the answer is written. */
export function clientGone(ctx: Context): AbortSignal {
  const gone = new AbortController();
  ctx.res.once('close', () => isClientGone(ctx) && gone.abort());
  return gone.signal;
}
