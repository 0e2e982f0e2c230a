import type { Context } from 'koa';
import { whenClosed } from './when-closed.ts';

/** Whether the connection ended before the answer was written. */
export function isClientGone(ctx: Context): boolean {
  return (ctx.res.destroyed || ctx.req.socket.destroyed) && !ctx.res.writableFinished;
}

/** Aborted when the client leaves before the answer is written. */
export function clientGone(ctx: Context): AbortSignal {
  const gone = new AbortController();
  whenClosed(ctx.res, () => {
    if (isClientGone(ctx)) gone.abort();
  });
  return gone.signal;
}
