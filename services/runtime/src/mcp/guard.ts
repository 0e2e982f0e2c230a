import type { IncomingMessage } from 'node:http';
import type { AuthInfo } from '@modelcontextprotocol/server';
import type { Context, Middleware } from 'koa';
import { bearerToken, unauthorized } from '../auth/bearer-token.ts';
import { InvalidTokenError, type TokenVerifier } from '../auth/internal-token.ts';
import { requestState } from '../http/request-state.ts';
import { toAuthInfo } from './mcp-auth.ts';

/** Requires `Authorization: Bearer` with an internal token, and keeps its subject for the handlers. Answers 401 without. */
export function authenticate(verify: TokenVerifier): Middleware {
  return async (ctx, next) => {
    const { subject: userId, expiresAt } = await verify(bearerToken(ctx)).catch(refuse);
    const { requestId } = requestState(ctx);
    Object.assign(ctx.req, { auth: toAuthInfo({ userId, requestId, expiresAt }) });
    await next();
  };
}

/** The identity that {@link authenticate} admitted. */
export function authOf(ctx: Context): AuthInfo {
  const { auth } = ctx.req as IncomingMessage & { auth?: AuthInfo };
  if (!auth) throw new Error('authenticate() must come before this route');
  return auth;
}

function refuse(error: unknown): never {
  if (!(error instanceof InvalidTokenError)) throw error;
  throw unauthorized(error.message, `Bearer error="invalid_token", error_description="${error.message}"`);
}
