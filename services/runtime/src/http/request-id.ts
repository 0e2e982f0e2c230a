import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { setRequestState } from './request-state.ts';

const WELL_FORMED = /^[A-Za-z0-9._-]{1,128}$/;

/** Adopts a well-formed X-Request-Id or creates one, sends it back, and adds it to the request's log lines. */
export function requestId({ logger, stopping }: { logger: Logger; stopping: AbortSignal }): Middleware {
  return (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    const id = WELL_FORMED.test(given) ? given : randomUUID();
    setRequestState(ctx, { requestId: id, logger: logger.child({ request_id: id }), stopping });
    ctx.set('X-Request-Id', id);
    return next();
  };
}
