import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import compose from 'koa-compose';
import type { Logger } from 'pino';
import { bearerToken, unauthorized } from '../auth/bearer-token.ts';
import { InvalidTokenError, type TokenVerifier } from '../auth/internal-token.ts';
import { HttpError } from '../errors/http-error.ts';
import { validate } from '../errors/validate.ts';
import { isLoopback } from '../http/is-loopback.ts';
import { parseBody } from '../http/parse-body.ts';
import { fault } from './fault.ts';
import type { FaultChange, Faults } from './faults.ts';

/** The subject that a token must have. No user's id contains a colon. */
const SUBJECT = 'operator:faults';
const BODY_LIMIT_BYTES = 4_096;

export interface FaultRoutesOptions {
  faults: Faults;
  /** Resolves when calls are affected. */
  change(change: FaultChange): Promise<void>;
  /** Names of tools and resources, and patterns of routes. */
  targets: string[];
  verify: TokenVerifier;
  logger: Logger;
}

/** /admin/faults: GET lists the faults, PUT adds one, DELETE clears all or that of `?tool=`. Only for operators on this machine. */
export function faultRoutes(router: Router, { faults, change, targets, verify, logger }: FaultRoutesOptions): void {
  const requireTarget = (tool: string | undefined) => {
    if (tool === undefined || targets.includes(tool)) return;
    throw new HttpError(422, `tool: expected one of ${targets.join(', ')}; came ${JSON.stringify(tool)}`);
  };
  const answer = (ctx: Context) => {
    ctx.body = { faults: faults.list() };
  };
  const entry = operatorsOnly(verify);

  router.get('/admin/faults', compose([entry, async (ctx: Context) => answer(ctx)]));
  router.put(
    '/admin/faults',
    compose([
      entry,
      parseBody(BODY_LIMIT_BYTES),
      async (ctx: Context) => {
        const wanted = validate(fault, ctx.request.body);
        requireTarget(wanted.tool);
        await change({ set: wanted });
        logger.warn({ fault: wanted.kind, tool: wanted.tool }, 'fault injection changed');
        answer(ctx);
      },
    ]),
  );
  router.delete(
    '/admin/faults',
    compose([
      entry,
      async (ctx: Context) => {
        const { tool } = ctx.query;
        if (typeof tool === 'string') {
          requireTarget(tool);
          await change({ clear: tool });
        } else await change({ clearAll: true });
        logger.warn({ tool }, 'fault injection changed');
        answer(ctx);
      },
    ]),
  );
}

function operatorsOnly(verify: TokenVerifier): Middleware {
  return async (ctx, next) => {
    if (!isLoopback(ctx.req.socket.remoteAddress ?? ''))
      throw new HttpError(403, 'Faults are injected from this machine only');
    const { subject } = await verify(bearerToken(ctx)).catch(refuse);
    if (subject !== SUBJECT) throw new HttpError(403, `Expected a token for ${SUBJECT}, came one for a user`);
    return next();
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof InvalidTokenError)) throw error;
  throw unauthorized(error.message, 'Bearer error="invalid_token"');
}
