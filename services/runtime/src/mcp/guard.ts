import type { IncomingMessage } from 'node:http';
import {
  type AuthInfo,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import type { Context, Middleware } from 'koa';
import { bearerToken, unauthorized } from '../auth/bearer-token.ts';
import { InvalidTokenError, type TokenVerifier } from '../auth/internal-token.ts';
import { HttpError } from '../errors/http-error.ts';
import { requestState } from '../http/request-state.ts';
import { toAuthInfo } from './mcp-auth.ts';

export interface KnownHostsOptions {
  /** What the service listens on. */
  host: string;
  allowedHosts: string[];
}

/**
 * Against DNS rebinding: only requests that name this machine or an allowed host, and from pages of this machine if from a page
 * at all, pass. Others get 403.
 */
export function knownHostsOnly({ host, allowedHosts }: KnownHostsOptions): Middleware {
  const hostnames = [...localhostAllowedHostnames(), host, ...allowedHosts];
  const origins = [...localhostAllowedOrigins(), host];
  return (ctx, next) => {
    if (!validateHostHeader(ctx.headers.host, hostnames).ok)
      throw new HttpError(403, 'This Host is not served here: CORTEX_ALLOWED_HOSTS names those that are');
    if (!validateOriginHeader(ctx.headers.origin, origins).ok)
      throw new HttpError(403, 'Requests of this Origin are refused');
    return next();
  };
}

/** Requires `Authorization: Bearer` with an internal token and remembers its subject; 401 without. */
export function authenticate(verify: TokenVerifier): Middleware {
  return async (ctx, next) => {
    const userId = await verify(bearerToken(ctx)).catch(refuse);
    const { requestId } = requestState(ctx);
    Object.assign(ctx.req, { auth: toAuthInfo({ userId, requestId }) });
    await next();
  };
}

/** Who {@link authenticate} let in. */
export function authOf(ctx: Context): AuthInfo {
  const { auth } = ctx.req as IncomingMessage & { auth?: AuthInfo };
  if (!auth) throw new Error('authenticate() must come before this route');
  return auth;
}

function refuse(error: unknown): never {
  if (!(error instanceof InvalidTokenError)) throw error;
  throw unauthorized(error.message, `Bearer error="invalid_token", error_description="${error.message}"`);
}
