import type { Context, Next } from 'koa';
import { HttpError } from '../errors/http-error.ts';
import { isClientGone } from './client-gone.ts';
import { noteFailure } from './note-failure.ts';
import { toHttpError, toProblem } from './problem.ts';
import { requestSpan } from './request-span.ts';
import { requestState } from './request-state.ts';

/** The only place that answers errors: as application/problem+json, with the reason of a 5xx in the log, once. */
export async function errorHandler(ctx: Context, next: Next): Promise<void> {
  try {
    requireUrl(ctx);
    await next();
    refuseUnanswered(ctx);
  } catch (error) {
    answerError(ctx, error);
  }
}

/** Koa parses the target when it is first read, and throws what looks like a failure of the service. */
function requireUrl(ctx: Context): void {
  try {
    void ctx.path;
  } catch (cause) {
    throw new HttpError(400, 'Expected a path or a URL as the target of the request', { cause });
  }
}

/** The router answers 501 to methods that it does not know, such as TRACE: the client's choice must not count as a failure of the service. */
function refuseUnanswered(ctx: Context): void {
  if (ctx.respond === false || ctx.body != null) return;
  const possible = ctx.response.get('Allow');
  if (possible && (ctx.status === 405 || ctx.status === 501))
    throw new HttpError(405, `${ctx.method} is not allowed here: use one of ${possible}`);
  if (ctx.status === 404 || ctx.status === 501) throw new HttpError(404, `There is nothing at ${ctx.path}`);
}

function answerError(ctx: Context, error: unknown): void {
  const { requestId, logger } = requestState(ctx);
  if (isClientGone(ctx)) return void logger.debug({ err: error }, 'nobody waits for the answer');
  const answer = toHttpError(error);
  if (answer.status >= 500) noteFailure(ctx, error);
  if (ctx.headerSent || ctx.respond === false) return void ctx.res.destroy();
  ctx.status = answer.status;
  ctx.set(answer.headers);
  ctx.body = toProblem(answer, requestId, requestSpan()?.traceId);
  ctx.type = 'application/problem+json';
}
