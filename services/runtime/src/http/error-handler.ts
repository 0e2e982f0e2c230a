import { LOG_EVENT_REQUEST_FAILED } from '@cortex/telemetry/contract';
import type { Context, Next } from 'koa';
import { HttpError } from '../errors/http-error.ts';
import { logFailure } from '../errors/log-failure.ts';
import { isClientGone } from './client-gone.ts';
import { toHttpError, toProblem } from './problem.ts';
import { requestState } from './request-state.ts';

/** The one place that answers errors: application/problem+json, and what led to a 5xx in the log, once. */
export async function errorHandler(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
    refuseUnanswered(ctx);
  } catch (error) {
    answerError(ctx, error);
  }
}

function refuseUnanswered(ctx: Context): void {
  if (ctx.respond === false || ctx.body != null) return;
  if (ctx.status === 404) throw new HttpError(404, `There is nothing at ${ctx.path}`);
  if (ctx.status === 405)
    throw new HttpError(405, `${ctx.method} is not possible here, only ${ctx.response.get('Allow')}`);
  if (ctx.status === 501) throw new HttpError(501, `${ctx.method} is not a method this service knows`);
}

function answerError(ctx: Context, error: unknown): void {
  const { requestId, logger } = requestState(ctx);
  if (isClientGone(ctx)) return void logger.debug({ err: error }, 'nobody waits for the answer');
  const answer = toHttpError(error);
  if (answer.status >= 500) logFailure(logger, error, LOG_EVENT_REQUEST_FAILED);
  if (ctx.headerSent || ctx.respond === false) return void ctx.res.destroy();
  ctx.status = answer.status;
  ctx.set(answer.headers);
  ctx.body = toProblem(answer, requestId);
  ctx.type = 'application/problem+json';
}
