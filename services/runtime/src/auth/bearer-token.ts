import type { Context } from 'koa';
import { HttpError } from '../errors/http-error.ts';

/** The bearer token of a request; throws the 401 that asks for one. */
export function bearerToken(ctx: Context): string {
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(ctx.get('Authorization')) ?? [];
  if (!token) throw unauthorized('Expected a header Authorization: Bearer <token>', 'Bearer');
  return token;
}

/** The 401 that says how to authenticate. */
export function unauthorized(detail: string, challenge: string): HttpError {
  return new HttpError(401, detail, { headers: { 'WWW-Authenticate': challenge } });
}
