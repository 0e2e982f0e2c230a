import type { Context } from 'koa';
import { HttpError } from '../errors/http-error.ts';

/** The bearer token of a request. Throws a 401 {@link HttpError} when there is none. */
export function bearerToken(ctx: Context): string {
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(ctx.get('Authorization')) ?? [];
  if (!token) throw unauthorized('Expected a header Authorization: Bearer <token>', 'Bearer');
  return token;
}

/** A 401 whose `WWW-Authenticate` names the scheme to authenticate with. */
export function unauthorized(detail: string, challenge: string): HttpError {
  return new HttpError(401, detail, { headers: { 'WWW-Authenticate': challenge } });
}
