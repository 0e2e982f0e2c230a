import { bearerToken, HttpError, InvalidTokenError } from '@cortex/runtime';
import { timedValidation } from '@cortex/signals';
import type { Context } from 'koa';
import type { Identity, UserTokens } from './user-tokens.ts';

/** Identifies the user of a request by the token in its Authorization header. */
export type Authenticate = (ctx: Context) => Promise<Identity>;

/** Creates an {@link Authenticate} that throws a 401 {@link HttpError} with WWW-Authenticate (RFC 6750) when the token is missing or invalid. */
export function bearerAuthentication(tokens: UserTokens): Authenticate {
  const verify = timedValidation('user', (token) => tokens.verify(token));
  return async (ctx) => verify(bearerToken(ctx)).catch(refuse);
}

function refuse(error: unknown): never {
  if (!(error instanceof InvalidTokenError)) throw error;
  throw new HttpError(401, `${error.message}: get a new one from POST /auth/login`, {
    headers: { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${error.message}"` },
    cause: error,
  });
}
